// Samples furniture of Sweet Home 3D's catalogues as point clouds in classes: what examples/furniture holds.
//
//     apt-get install sweethome3d-furniture
//     npx nx run-many -t build --projects=pointcloud,image
//     node tools/furniture/prepare.mjs [--catalogues /usr/share/sweethome3d/furniture] [--out examples/furniture] [--sheets DIR]
//     node tools/furniture/prepare.mjs --meshes runs/furniture-meshes --classes chair,sofa,table
//
//     <out>/clouds.zip        chair/NAME.npy, …: float32 [4096, 3], y up, longest side of the box from −1 to 1; the same bytes each time
//     <out>/ATTRIBUTION.md    each model's name, creator, licence and catalogue
//     <sheets>/chair.png, …   a picture of each cloud, to look at
//     <meshes>/chair/NAME.obj  with --meshes alone: the surfaces of the same models, for models that are trained on their pictures
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { encodeNpy } from '@inrflow/core/node';
import { orbitCamera, renderCloud } from '@inrflow/pointcloud';
import { openPointCloudDataset } from '@inrflow/pointcloud/node';
import { zipSync } from 'fflate';
import { attribution, pagesOf } from './attribution.mjs';
import { quantize } from './clouds.mjs';
import { candidatesOf, reasonAgainst } from './select.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const POINTS = 4096;
const SEED = 0;
/** Dates of all files in the archive: the earliest that zip has. In local time, as fflate writes it. */
const DATE = new Date(1980, 0, 1);

async function archivesIn(folder) {
  const names = await readdir(folder).catch(() => []);
  const archives = names.filter((name) => name.endsWith('.sh3f')).sort().map((name) => path.join(folder, name));
  if (archives.length > 0) return archives;
  throw new Error(`no .sh3f catalogues in '${folder}'. Install them with 'apt-get install sweethome3d-furniture' (Debian, Ubuntu), or give their folder by --catalogues`);
}

/**
 * Samples the candidates and keeps those that have a shape of their own.
 *
 * @returns the kept, each with its `cloud`, and the others, each with its `reason`
 */
async function sampleModels(folder) {
  const dataset = await openPointCloudDataset(folder, { points: POINTS, normalization: 'unit-box' });
  const [kept, others] = [[], []];
  try {
    for (const candidate of candidatesOf(dataset)) {
      // Addressed by name: what else is taken does not change a cloud.
      const cloud = await dataset.example(candidate.index, { seed: SEED, stream: `furniture/${candidate.name}` }).then(({ values }) => values, (error) => error);
      const reason = cloud instanceof Error ? cloud.message : reasonAgainst({ ...candidate, cloud }, kept.filter(({ label }) => label === candidate.label));
      if (reason) others.push({ ...candidate, reason });
      else kept.push({ ...candidate, cloud });
    }
  } finally {
    await dataset.close();
  }
  return { kept, others };
}

function archiveOf(models) {
  const files = models.map(({ label, name, cloud }) => [`${label}/${name}.npy`, encodeNpy([POINTS, 3], quantize(cloud))]);
  return zipSync(Object.fromEntries(files), { level: 9, mtime: DATE, os: 3 });
}

/** A sheet per class, each cloud as its viewer sees it: from the front, slightly from the right and above. */
async function writeSheets(folder, models) {
  const [{ contactSheet }, { writePng }] = [await import('@inrflow/image'), await import('@inrflow/image/node')];
  await mkdir(folder, { recursive: true });
  for (const label of new Set(models.map((model) => model.label))) {
    const members = models.filter((model) => model.label === label);
    const pictures = members.map(({ cloud }) => ({ channels: 3, ...renderCloud(cloud, { size: 128, camera: orbitCamera(25, 20) }) }));
    const columns = 8;
    const labels = Array.from({ length: Math.ceil(pictures.length / columns) }, (_, row) => String(row * columns));
    await writePng(path.join(folder, `${label}.png`), contactSheet(pictures, { columns, labels }));
    members.forEach(({ name, item }, i) => console.log(`  ${label} ${i}: ${name} (${item.name})`));
  }
}

/** The surfaces of models, in the unit box, a folder per class. */
async function writeMeshes(folder, models, catalogues) {
  const dataset = await openPointCloudDataset(catalogues, { normalization: 'unit-box' });
  try {
    for (const { index, label, name } of models) {
      const { mesh: { vertices, triangles } } = await dataset.shape(index);
      const rows = (letter, numbers, written) => Array.from({ length: numbers.length / 3 }, (_, i) => `${letter} ${[0, 1, 2].map((k) => written(numbers[3 * i + k])).join(' ')}\n`).join('');
      await mkdir(path.join(folder, label), { recursive: true });
      await writeFile(path.join(folder, label, `${name}.obj`), rows('v', vertices, (x) => x.toFixed(5)) + rows('f', triangles, (i) => i + 1));
    }
  } finally {
    await dataset.close();
  }
}

async function main() {
  const { values: { catalogues, out, sheets, meshes, classes } } = parseArgs({
    options: { catalogues: { type: 'string', default: '/usr/share/sweethome3d/furniture' }, out: { type: 'string', default: path.join(root, 'examples/furniture') }, sheets: { type: 'string' }, meshes: { type: 'string' }, classes: { type: 'string' } },
  });
  const archives = await archivesIn(catalogues);
  const { kept, others } = await sampleModels(catalogues);
  if (meshes) {
    const wanted = kept.filter(({ label }) => !classes || classes.split(',').includes(label));
    if (wanted.length === 0) throw new Error(`--classes ${classes}: expected some of ${[...new Set(kept.map(({ label }) => label))].join(', ')}`);
    await writeMeshes(meshes, wanted, catalogues);
    console.log(`${wanted.length} meshes in ${meshes}`);
    return;
  }
  const pages = Object.assign({}, ...(await Promise.all(archives.map(pagesOf))));
  const zip = archiveOf(kept);
  await mkdir(out, { recursive: true });
  await writeFile(path.join(out, 'clouds.zip'), zip);
  await writeFile(path.join(out, 'ATTRIBUTION.md'), attribution(kept, pages));
  if (sheets) await writeSheets(sheets, kept);
  for (const { label, name, reason } of others) console.log(`left out: ${label}/${name}: ${reason}`);
  const counts = new Map();
  for (const { label } of kept) counts.set(label, (counts.get(label) ?? 0) + 1);
  for (const [label, count] of counts) console.log(`${String(count).padStart(6)}  ${label}`);
  console.log(`${String(kept.length).padStart(6)}  clouds in ${path.join(out, 'clouds.zip')} (${(zip.length / 1e6).toFixed(2)} MB)`);
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(`prepare: ${error.message}`);
    process.exitCode = 1;
  });
}

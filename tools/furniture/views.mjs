// What a model that was trained on pictures of furniture makes of pictures, seen and unseen: a sheet, and how near its clouds come.
//
//     node tools/furniture/prepare.mjs --meshes runs/furniture-meshes --classes chair,sofa,table
//     node tools/furniture/views.mjs [--checkpoint furniture-views] [--meshes runs/furniture-meshes] [--points 4096] [--out docs/images/furniture-views.png]
//
// Every held-out model is drawn from its front, and as many of training; the model makes one cloud of each picture. The Chamfer distance of a cloud
// to the model that the picture shows is set against those to the models that the other pictures show.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseNpy } from '@inrflow/core/node';
import { contactSheet, resizePicture } from '@inrflow/image';
import { writePng } from '@inrflow/image/node';
import { pairwiseDistances } from '@inrflow/metrics';
import { axisCameras, renderCloud, renderMesh } from '@inrflow/pointcloud';
import { openPointCloudDataset } from '@inrflow/pointcloud/node';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const FRONT = axisCameras()[4];
const TILE = 128;
const SCORED_POINTS = 1024;
/** Pictures of each part. */
const PICTURES = 10;

/** Clouds of pictures, one each, by the command. */
async function cloudsOf(pictures, checkpoint, points, folder) {
  const clouds = [];
  for (const [i, picture] of pictures.entries()) {
    const [image, out] = [path.join(folder, `${i}.png`), path.join(folder, `${i}.npy`)];
    await writePng(image, picture);
    const { status, stderr } = spawnSync(process.execPath, [path.join(root, 'packages/cli/dist/main.js'), 'sample', '--checkpoint', checkpoint, '--image', image, '--view', '+z', '--count', '1', '--points', String(points), '--out', out], { cwd: root, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr.trim());
    clouds.push(parseNpy(await readFile(out)).data);
  }
  return clouds;
}

const mean = (numbers) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;

async function main() {
  const { values } = parseArgs({
    options: { checkpoint: { type: 'string', default: 'furniture-views' }, meshes: { type: 'string', default: 'runs/furniture-meshes' }, points: { type: 'string', default: '4096' }, out: { type: 'string', default: 'docs/images/furniture-views.png' } },
  });
  const folder = await mkdtemp(path.join(tmpdir(), 'inrflow-views-'));
  const tiles = [];
  try {
    for (const part of ['held-out', 'train']) {
      const dataset = await openPointCloudDataset(path.resolve(root, values.meshes), { points: SCORED_POINTS, normalization: 'unit-sphere', labels: 'none', split: { heldOut: 0.1, part } });
      const count = Math.min(PICTURES, dataset.length);
      const chosen = Array.from({ length: count }, (_, i) => Math.floor((i * dataset.length) / count));
      const pictures = [];
      for (const index of chosen) {
        const { mesh } = await dataset.shape(index);
        pictures.push({ channels: 3, ...renderMesh(mesh.vertices, mesh.triangles, { size: 64, camera: FRONT }) });
      }
      const truths = await Promise.all(chosen.map(async (index) => (await dataset.example(index, { seed: 0, stream: 'views', sample: index })).values));
      const clouds = await cloudsOf(pictures, values.checkpoint, Number(values.points), folder);
      const { values: distances } = await pairwiseDistances(clouds.map((cloud) => cloud.slice(0, 3 * SCORED_POINTS)), truths, { distance: 'CD' });
      const rows = clouds.map((_, i) => distances.subarray(i * truths.length, (i + 1) * truths.length));
      const own = mean(rows.map((row, i) => row[i]));
      const others = mean(rows.flatMap((row, i) => [...row].filter((_, j) => j !== i)));
      const hits = rows.filter((row, i) => row.every((distance, j) => j === i || distance > row[i])).length;
      console.log(`${part}: ${clouds.length} pictures; Chamfer distance of ${SCORED_POINTS} points to what they show ${own.toFixed(4)}, to what the others show ${others.toFixed(4)}; ${hits} of ${clouds.length} clouds are nearest to their own`);
      for (const [i, cloud] of clouds.slice(0, 6).entries()) tiles.push(resizePicture(pictures[i], TILE, TILE, 'bilinear'), { channels: 3, ...renderCloud(cloud, { size: TILE }) });
      await dataset.close();
    }
    await mkdir(path.dirname(path.resolve(root, values.out)), { recursive: true });
    await writePng(path.resolve(root, values.out), contactSheet(tiles, { columns: 6 }));
    console.log(values.out);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

main().catch((error) => {
  console.error(`views: ${error.message}`);
  process.exitCode = 1;
});

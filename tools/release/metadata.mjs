// Fields that every published package.json shares, written in one place: node tools/release/metadata.mjs [--address https://…] [--check]
//
// The repository has no public address yet, so none is committed. The release workflow passes the address that it runs at, and npm's provenance then
// verifies that the packages come from there.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const AUTHOR = 'The INRFlow in TypeScript contributors';
const SHARED = ['inrflow', 'flow-matching', 'generative-model', 'neural-field'];
const OWN = {
  inrflow: ['cli', 'training', 'sampling', 'diffusion', 'machine-learning'],
  '@inrflow/core': ['perceiver', 'ode-solver', 'machine-learning', 'tensorflow'],
  '@inrflow/onnx': ['onnx', 'onnxruntime', 'tensorflow', 'compiler', 'jit'],
  '@inrflow/image': ['image', 'image-generation', 'dataset'],
  '@inrflow/pointcloud': ['point-cloud', 'mesh', '3d', 'shapenet'],
  '@inrflow/protein': ['protein', 'protein-structure', 'pdb', 'mmcif', 'folding'],
  '@inrflow/atoms': ['molecule', 'protein', 'chemistry'],
  '@inrflow/audio': ['audio', 'sound', 'wav'],
  '@inrflow/molecule': ['molecule', 'chemistry', 'conformer'],
  '@inrflow/metrics': ['metrics', 'frechet-distance', 'chamfer-distance', 'lddt', 'tm-score'],
  '@inrflow/drawing': ['png', 'apng', 'contact-sheet', 'renderer'],
  '@inrflow/distributed': ['distributed', 'data-parallel', 'mpi'],
  'create-inrflow-modality': ['create', 'generator', 'plugin', 'template'],
};

/** Folders of the packages that are published. */
export function publishedPackages(folder = path.join(root, 'packages')) {
  return readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'package.json'))).map((name) => ({ name, file: path.join(folder, name, 'package.json') }))
    .map((each) => ({ ...each, manifest: JSON.parse(readFileSync(each.file, 'utf8')) })).filter(({ manifest }) => !manifest.private);
}

/** A manifest with the shared fields, in the order in which people read them. */
export function withMetadata(manifest, directory, address) {
  const { name, version, description, license, repository, bugs, type, publishConfig, ...others } = manifest;
  const rest = Object.fromEntries(Object.entries(others).filter(([field]) => !['keywords', 'author', 'homepage'].includes(field)));
  const where = address
    ? { homepage: `${address}#readme`, repository: { type: 'git', url: `git+${address}.git`, directory }, bugs: { url: `${address}/issues` } }
    : { homepage: `https://www.npmjs.com/package/${name}`, ...(repository && { repository }), ...(bugs && { bugs }) };
  return {
    name, version, description, keywords: [...SHARED, ...(OWN[name] ?? [])].filter((word, i, all) => all.indexOf(word) === i), license, author: AUTHOR, ...where, type,
    ...rest, publishConfig: { ...publishConfig, access: 'public', provenance: true },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values: { address, check } } = parseArgs({ options: { address: { type: 'string' }, check: { type: 'boolean', default: false } } });
  if (address !== undefined && !/^https:\/\/[\w.-]+(\/[\w.-]+)+$/.test(address)) throw new Error(`--address ${address}: expected the repository's address, such as https://example.org/owner/name`);
  const stale = publishedPackages().filter(({ name, file, manifest }) => {
    const text = `${JSON.stringify(withMetadata(manifest, `packages/${name}`, address), null, 2)}\n`;
    if (text === readFileSync(file, 'utf8').replace(/\r\n/g, '\n')) return false;
    if (!check) writeFileSync(file, text);
    return true;
  });
  for (const { file } of stale) console.log(`${check ? 'stale' : 'written'}: ${path.relative(root, file)}`);
  if (check && stale.length > 0) {
    console.error('run: npm run metadata');
    process.exitCode = 1;
  }
}

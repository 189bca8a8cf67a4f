import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { run } from './run';
import { REPOSITORY, type Package } from './packages';

/** Packages packed, unpacked and linked into an empty project. */
export interface Installation {
  /** The empty project that has the packages installed. */
  project: string;
  /** Where the packages really are: `project/node_modules` has links into it. */
  store: string;
  /** The tarball of a package, by the package's name. */
  tarballs: Record<string, string>;
}

/** Optional peers that the project installs: the runtime of each place, and TensorFlow.js for who writes functions of tensors. */
const INSTALLED = ['onnxruntime-node', 'onnxruntime-web', '@tensorflow/tfjs'];

function link(target: string, at: string): void {
  if (!existsSync(target)) throw new Error(`${target} is not installed; run 'npm ci' first`);
  mkdirSync(dirname(at), { recursive: true });
  symlinkSync(target, at);
}

/** The folder in the store that holds a package of ours and, beside it, links to what it declares: nothing else is in its reach. */
const home = (store: string, name: string) => join(store, name.replace('/', '+'), 'node_modules');

function pack({ folder, manifest }: Package, destination: string): string {
  if (!existsSync(join(folder, 'dist'))) throw new Error(`${manifest.name} has no dist/; run 'npx nx run-many -t build' first`);
  const before = new Set(readdirSync(destination));
  run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', destination], folder);
  const made = readdirSync(destination).find((file) => !before.has(file));
  if (!made) throw new Error(`npm pack made no tarball of ${manifest.name}`);
  return join(destination, made);
}

/**
 * Packs every package with `npm pack` and installs the tarballs into an empty project, laid out as pnpm does: each package of ours sees
 * the dependencies and peers that it declares and no others, so that a missing declaration is an import that fails. What is not ours is
 * linked from the repository's own node_modules: no network, no copies.
 */
export function install(packages: Package[]): Installation {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'inrflow-packages-')));
  const [project, store, packed] = ['project', 'store', 'tarballs'].map((folder) => join(root, folder));
  for (const folder of [project, store, packed]) mkdirSync(folder);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'consumer', private: true }));

  const ours = new Set(packages.map(({ manifest }) => manifest.name));
  const located = (name: string) => (ours.has(name) ? join(home(store, name), name) : join(REPOSITORY, 'node_modules', name));
  const tarballs: Record<string, string> = {};
  for (const each of packages) {
    const { name } = each.manifest;
    tarballs[name] = pack(each, packed);
    const folder = join(home(store, name), name);
    mkdirSync(folder, { recursive: true });
    run('tar', ['-xzf', tarballs[name], '--strip-components=1', '-C', folder], root);
  }
  const peers = new Set<string>(['@types/node', ...INSTALLED]);
  for (const { manifest: { name, dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {}, bin = {} } } of packages) {
    // Other optional peers stay away: the package has to load without them.
    const needed = Object.keys(peerDependencies).filter((peer) => INSTALLED.includes(peer) || !peerDependenciesMeta[peer]?.optional);
    for (const dependency of [...Object.keys(dependencies), ...needed]) link(located(dependency), join(home(store, name), dependency));
    for (const peer of needed) peers.add(peer);
    link(located(name), join(project, 'node_modules', name));
    for (const [command, file] of Object.entries(bin)) {
      const script = join(located(name), file);
      chmodSync(script, 0o755);
      const at = join(project, 'node_modules', '.bin', command);
      mkdirSync(dirname(at), { recursive: true });
      symlinkSync(relative(dirname(at), script), at);
    }
  }
  for (const peer of peers) if (!ours.has(peer)) link(located(peer), join(project, 'node_modules', peer));
  return { project, store, tarballs };
}

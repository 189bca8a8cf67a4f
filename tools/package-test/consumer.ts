import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { attempt, run } from './run';
import { REPOSITORY } from './packages';

/** How a program loads a package. */
export type ModuleKind = 'import' | 'require';

const MARK = 'exported names: ';

/** The names that an entry exports when a plain Node program in `project` loads it, sorted. */
export function exportedNames(project: string, entry: string, kind: ModuleKind): string[] {
  const file = join(project, kind === 'import' ? 'load.mjs' : 'load.cjs');
  const load = kind === 'import' ? `import * as entry from '${entry}';` : `const entry = require('${entry}');`;
  writeFileSync(file, `${load}\nconsole.log('${MARK}' + JSON.stringify(Object.keys(entry).sort()));\n`);
  // Packages may print while they load (TensorFlow.js does), hence the mark.
  const line = run(process.execPath, [file], project).split('\n').find((each) => each.startsWith(MARK));
  return JSON.parse(line!.slice(MARK.length)) as string[];
}

/** Runs a program of the folder programs/ (a CommonJS file with `modules` to load and a `run` that takes them) after loading by `kind`. */
export function runProgram(project: string, program: string, kind: ModuleKind): void {
  const file = join(project, kind === 'import' ? 'program.mjs' : 'program.cjs');
  const at = JSON.stringify(program);
  writeFileSync(file, kind === 'import'
    ? `import program from ${at};\nawait program.run(...await Promise.all(program.modules.map((name) => import(name))));\n`
    : `const program = require(${at});\nprogram.run(...program.modules.map((name) => require(name)));\n`);
  run(process.execPath, [file], project);
}

/** Runs a snippet as an ES module of the project, in a folder of its own for what it writes. */
export function runSnippet(project: string, code: string): void {
  const folder = mkdtempSync(join(project, 'snippet-'));
  writeFileSync(join(folder, 'snippet.mjs'), withoutTypes(code));
  run(process.execPath, ['snippet.mjs'], folder);
}

/**
 * Runs the snippets of one page in turn, in one folder: what one writes, the next may read. A snippet whose first line is a comment with
 * a file's name (`// train.mjs`, or `// train.mts` if it has types) is kept under that name, built, so that others can import it.
 *
 * @param prepare lays out what the page's reader has, such as pictures
 * @returns the folder
 */
export function runPage(project: string, snippets: readonly string[], prepare: (folder: string) => void = () => {}): string {
  const folder = mkdtempSync(join(project, 'page-'));
  prepare(folder);
  snippets.forEach((code, index) => {
    const name = nameOf(code, index);
    writeFileSync(join(folder, name), withoutTypes(code));
    run(process.execPath, [name], folder);
  });
  return folder;
}

/** What a snippet is called: by its first line, or by its number. */
const nameOf = (code: string, index: number) => `${/^\/\/ ([\w-]+)\.m[jt]s\n/.exec(code)?.[1] ?? `snippet-${index}`}.mjs`;

/** TypeScript without its types, the program as it stands otherwise. */
const withoutTypes = (code: string) => transformSync(code, { loader: 'ts', format: 'esm', target: 'es2022', tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } } }).code;

/**
 * TypeScript's complaints about the snippets of pages under `strict`, one a line, those about others' declarations left out.
 *
 * @param pages snippets by page
 */
export function snippetTypeErrors(project: string, store: string, pages: Readonly<Record<string, readonly string[]>>, skipLibCheck: boolean): string[] {
  const root = mkdtempSync(join(project, 'types-'));
  for (const [page, snippets] of Object.entries(pages)) {
    const folder = join(root, page.replace(/\W+/g, '-'));
    mkdirSync(folder);
    snippets.forEach((code, index) => writeFileSync(join(folder, nameOf(code, index).replace(/\.mjs$/, '.mts')), code));
  }
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify({
    compilerOptions: { strict: true, noEmit: true, pretty: false, skipLibCheck, target: 'es2022', lib: ['ES2023', 'DOM'], types: ['node'], module: 'nodenext', moduleResolution: 'nodenext' },
    include: ['*/*.mts'],
  }));
  const { stdout, stderr } = attempt(join(REPOSITORY, 'node_modules', '.bin', 'tsc'), ['-p', '.'], root);
  if (stderr) throw new Error(stderr);
  return stdout.split('\n').filter((line) => /: error TS|^error TS/.test(line) && (!line.startsWith('..') || line.includes(store.slice(join(project, '..').length + 1))));
}

/**
 * Bundles an entry for a browser, as a web application would.
 *
 * @throws Error with esbuild's reason where the entry, or what it imports, needs a module of Node
 */
export function bundleForBrowser(project: string, entry: string): void {
  const file = join(project, 'browser.mjs');
  writeFileSync(file, `export * from '${entry}';\n`);
  run(join(REPOSITORY, 'node_modules', '.bin', 'esbuild'), [file, '--bundle', '--format=esm', '--platform=browser', '--outfile=browser.js'], project);
}

/**
 * The source of a program that compiles if, and only if, the types of every entry declare the values that the entry has when it runs,
 * and none of them is `any` (which is what an import that cannot be resolved becomes).
 */
export function typedConsumer(entries: { entry: string; names: string[] }[], kind: ModuleKind): string {
  const head = `type AnyIn<T> = { [K in keyof T]: 0 extends 1 & T[K] ? K : never }[keyof T];
`;
  return head + entries.map(({ entry, names }, index) => {
    const load = kind === 'import' ? `import * as entry${index} from '${entry}';` : `import entry${index} = require('${entry}');`;
    const union = names.map((name) => `'${name}'`).join(' | ') || 'never';
    // TypeScript names the export at fault: the first line where its type is missing, the second where the value is, the third where it is `any`.
    return `${load}
export const values${index} = [${names.map((name) => `entry${index}.${name}`).join(', ')}] as const;
export const withoutValue${index}: Record<Exclude<keyof typeof entry${index}, ${union}>, never> = {};
export const ofTypeAny${index}: Record<AnyIn<typeof entry${index}>, never> = {};
`;
  }).join('');
}

/** How the consumer is compiled: `module` by `moduleResolution`. */
export const RESOLUTIONS = { nodenext: 'nodenext', bundler: 'preserve' } as const;

/** TypeScript's complaints about the consumers in a project and about our own declarations, one a line; those about others' are left out. */
export function typeErrors(project: string, store: string, moduleResolution: keyof typeof RESOLUTIONS): string[] {
  const configuration = `tsconfig.${moduleResolution}.json`;
  writeFileSync(join(project, configuration), JSON.stringify({
    compilerOptions: {
      strict: true, noEmit: true, pretty: false, skipLibCheck: false, target: 'es2022', lib: ['ES2023', 'DOM'], types: ['node'],
      module: RESOLUTIONS[moduleResolution], moduleResolution,
    },
    include: ['*.mts', '*.cts'],
  }));
  const { stdout, stderr } = attempt(join(REPOSITORY, 'node_modules', '.bin', 'tsc'), ['-p', configuration], project);
  if (stderr) throw new Error(stderr);
  const inStore = join('..', store.slice(join(project, '..').length + 1));
  return stdout.split('\n').filter((line) => /: error TS|^error TS/.test(line) && (!line.startsWith('..') || line.startsWith(inStore)));
}

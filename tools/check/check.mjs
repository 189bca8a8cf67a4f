// `npm run check`: lint and types of what differs from main, and the tests beside the changed files, in under a minute on a quiet machine.
//   npm run check             what differs from main, uncommitted changes included
//   npm run check -- --staged only what is staged (the pre-commit hook: lint alone)
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const { values: { staged, base } } = parseArgs({ options: { staged: { type: 'boolean', default: false }, base: { type: 'string', default: 'main' } } });

const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' });
const lines = (...args) => git(...args).stdout.split('\n').filter(Boolean);

/** Changed files that still exist, with `/` in their names on every system. */
function changedFiles() {
  if (staged) return lines('diff', '--cached', '--name-only', '--diff-filter=d');
  const fork = git('merge-base', 'HEAD', base).stdout.trim() || 'HEAD';
  return [...new Set([...lines('diff', '--name-only', '--diff-filter=d', fork), ...lines('ls-files', '--others', '--exclude-standard')])].filter((file) => existsSync(path.join(root, file)));
}

/** Runs Node with arguments, without a shell. */
function ran(title, cwd, args) {
  const begun = Date.now();
  const { status } = spawnSync(process.execPath, args, { cwd: path.join(root, cwd), stdio: 'inherit' });
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${title} (${((Date.now() - begun) / 1000).toFixed(0)} s)`);
  return status === 0;
}

/** Runs a tool of node_modules. */
const run = (title, cwd, script, args) => ran(title, cwd, [path.join(root, 'node_modules', script), ...args]);

const changed = changedFiles();
const packages = [...new Set(changed.map((file) => /^packages\/[^/]+/.exec(file)?.[0]).filter(Boolean))];
const sources = changed.filter((file) => /\.(ts|mjs)$/.test(file) && !file.endsWith('.config.ts') && !file.includes('/template/'));
let passed = true;
if (sources.length > 0) passed = run(`lint of ${sources.length} files`, '.', 'eslint/bin/eslint.js', ['--no-warn-ignored', ...sources]) && passed;
if (!staged && changed.length > 0) {
  for (const folder of packages) passed = run(`types of ${folder}`, folder, 'typescript/bin/tsc', ['-p', 'tsconfig.json', '--noEmit']) && passed;
  for (const folder of packages) {
    const own = changed.filter((file) => file.startsWith(`${folder}/src/`) && file.endsWith('.ts')).map((file) => path.join(root, file));
    if (own.length > 0) passed = run(`tests related to ${folder}`, folder, 'jest/bin/jest.js', ['--passWithNoTests', '--maxWorkers=2', '--findRelatedTests', ...own]) && passed;
  }
  // What prose says of the code may have become wrong by a change of either.
  passed = ran('documentation', '.', ['--test', '--test-reporter=dot', 'tools/docs/language.test.mjs', 'tools/docs/facts.test.mjs']) && passed;
}
if (changed.length === 0) console.log(staged ? 'nothing is staged' : `nothing differs from ${base}`);
process.exitCode = passed ? 0 : 1;

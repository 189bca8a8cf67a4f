// The whole of it on real pictures, in a few minutes on two cores:
//
//     npm run demo
//
// lays out the emoji PNGs as a folder of nine classes, trains a small class-conditional model, and writes a sheet of samples per class
// at the size of training, and at twice and four times that size, beside the training's own report.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const SIZE = 32;
const SAMPLES_PER_CLASS = { 1: 6, 2: 3, 4: 1 };

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '5' }, run: { type: 'string', default: 'runs/emoji-demo' }, config: { type: 'string', default: 'examples/emoji-demo.json' } },
});

/** Runs one program, with its output shown; stops the demo where it fails. */
function run(title, script, args) {
  const begun = Date.now();
  console.log(`\n${title}\n> node ${script} ${args.join(' ')}`);
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  console.log(`(${((Date.now() - begun) / 1000).toFixed(0)} s)`);
}

const begun = Date.now();
const inrflow = 'packages/cli/dist/main.js';
run('Pictures', 'tools/emoji/prepare.mjs', ['runs/emoji']);
run('Training', inrflow, ['train', values.config, '--run', values.run, '--minutes', values.minutes, '--force']);
for (const [factor, count] of Object.entries(SAMPLES_PER_CLASS)) {
  run(`Samples at ${factor}×`, inrflow, [
    'sample', '--checkpoint', `${values.run}/weights.safetensors`, '--class', 'all', '--count', String(count), '--size', String(SIZE * Number(factor)),
    '--format', 'sheet', '--out', `${values.run}/samples-${SIZE * Number(factor)}.png`,
  ]);
}
console.log(`\nDone in ${((Date.now() - begun) / 60000).toFixed(1)} minutes. Open ${values.run}/report.html, and the sheets:`);
for (const factor of Object.keys(SAMPLES_PER_CLASS)) console.log(`  ${values.run}/samples-${SIZE * Number(factor)}.png`);

// The whole of it on real pictures, in a few minutes on two cores:
//
//     npm run demo
//
// lays out emoji PNGs as a folder of classes, trains a small class-conditional model, and writes a sheet of samples per class
// at the size of training, and at twice and four times that size, beside the training's own report.
import { demo } from './demo.mjs';

const SIZE = 32;
const SAMPLES_PER_CLASS = { 1: 12, 2: 6, 4: 3 };

const { run, values, done, inrflow } = demo({ minutes: '6', run: 'runs/emoji-demo', config: 'examples/emoji-demo.json' });
run('Pictures', 'tools/emoji/prepare.mjs', ['runs/emoji-demo-pictures', '--only', 'smileys-emotion,animals-nature,food-drink']);
run('Training', inrflow, ['train', values.config, '--run', values.run, '--minutes', values.minutes, '--force']);
const sheet = (factor) => `${values.run}/samples-${SIZE * Number(factor)}.png`;
for (const [factor, count] of Object.entries(SAMPLES_PER_CLASS)) {
  run(`Samples at ${factor}×`, inrflow, [
    'sample', '--checkpoint', `${values.run}/weights.safetensors`, '--class', 'all', '--count', String(count), '--size', String(SIZE * Number(factor)),
    '--format', 'sheet', '--out', sheet(factor),
  ]);
}
done(Object.keys(SAMPLES_PER_CLASS).map(sheet));

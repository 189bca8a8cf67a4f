// The whole of it on real pictures, in a few minutes on two cores:
//
//     npm run demo
//
// lays out emoji PNGs as a folder of classes, teaches the shipped model, which knows Google's emoji, those of Twitter (`--init`), and writes a sheet of samples per class
// at the size of training, and at twice and four times that size, beside the training's own report.
import { demo } from './demo.mjs';

const SIZE = 32;
const SAMPLES_PER_CLASS = { 1: 8, 2: 4, 4: 2 };
/** Sub-categories that are trained and drawn: those whose members are enough like each other to be learnt in minutes. */
const CLASSES = 'face-smiling,face-affection,face-tongue,face-negative,face-glasses,cat-face,monkey-face,heart,food-fruit,plant-flower,animal-amphibian';

const { run, values, done, inrflow } = demo({ minutes: '6', run: 'runs/emoji-demo', config: 'examples/emoji-demo.json' });
run('Pictures', 'tools/emoji/prepare.mjs', ['runs/emoji-demo-pictures', '--style', 'twitter', '--classes', 'subcategory', '--only', CLASSES]);
run('Training', inrflow, ['train', values.config, '--run', values.run, '--minutes', values.minutes, '--force']);
const sheet = (factor) => `${values.run}/samples-${SIZE * Number(factor)}.png`;
for (const [factor, count] of Object.entries(SAMPLES_PER_CLASS)) {
  run(`Samples at ${factor}×`, inrflow, [
    'sample', '--checkpoint', `${values.run}/weights.safetensors`, '--class', CLASSES, '--count', String(count), '--size', String(SIZE * Number(factor)),
    '--format', 'sheet', '--out', sheet(factor),
  ]);
}
done(Object.keys(SAMPLES_PER_CLASS).map(sheet));

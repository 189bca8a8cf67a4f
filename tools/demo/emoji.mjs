// The whole of it on real pictures, in a few minutes on two cores:
//
//     npm run demo
//
// lays out emoji PNGs as a folder of classes, teaches the shipped model, which knows Google's emoji, those of Twitter (`--init`), and writes a sheet of samples per class
// at the size of training, and at twice and four times that size, beside the training's own report.
import { demo } from './demo.mjs';

const SIZE = 32;
const SAMPLES_PER_CLASS = { 1: 8, 2: 4, 4: 2 };
/** Classes whose pictures are drawn on the sheets, of the 31 that are trained. */
const DRAWN = 'face-smiling,face-affection,face-negative,cat-face,monkey-face,heart,food-fruit,food-sweet,drink,animal-mammal,animal-bird,plant-flower';

const { run, values, done, inrflow } = demo({ minutes: '6', run: 'runs/emoji-demo', config: 'examples/emoji-demo.json' });
run('Pictures', 'tools/emoji/prepare.mjs', ['runs/emoji-demo-pictures', '--style', 'twitter', '--classes', 'subcategory', '--only', 'smileys-emotion,animals-nature,food-drink']);
run('Training', inrflow, ['train', values.config, '--run', values.run, '--minutes', values.minutes, '--force']);
const sheet = (factor) => `${values.run}/samples-${SIZE * Number(factor)}.png`;
for (const [factor, count] of Object.entries(SAMPLES_PER_CLASS)) {
  run(`Samples at ${factor}×`, inrflow, [
    'sample', '--checkpoint', `${values.run}/weights.safetensors`, '--class', DRAWN, '--count', String(count), '--size', String(SIZE * Number(factor)),
    '--format', 'sheet', '--out', sheet(factor),
  ]);
}
done(Object.keys(SAMPLES_PER_CLASS).map(sheet));

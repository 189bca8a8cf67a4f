// Point clouds from meshes to pictures, in a few minutes on two cores:
//
//     npm run demo:pointcloud
//
// trains a small class-conditional model on the furniture that the repository carries, writes PLY files and a sheet of samples with as
// many points as in training, 4 and 16 times as many, and scores it against models that it never saw.
import { demo } from './demo.mjs';

const POINTS = 1024;
const COUNTS = { 1: 6, 4: 3, 16: 1 };

const { run, values, done, inrflow } = demo({ minutes: '5', run: 'runs/furniture-demo', config: 'examples/furniture-demo.json' });
const checkpoint = `${values.run}/weights.safetensors`;
run('Training', inrflow, ['train', values.config, '--run', values.run, '--minutes', values.minutes, '--force']);
for (const [factor, count] of Object.entries(COUNTS)) {
  const points = String(POINTS * Number(factor));
  const common = ['sample', '--checkpoint', checkpoint, '--class', 'all', '--points', points];
  run(`Samples at ${factor}×`, inrflow, [...common, '--count', String(count), '--out', `${values.run}/samples-${points}.png`]);
}
run('A page where they turn', inrflow, ['sample', '--checkpoint', checkpoint, '--class', 'all', '--count', '2', '--points', String(4 * POINTS), '--out', `${values.run}/samples.html`]);
run('Files', inrflow, ['sample', '--checkpoint', checkpoint, '--class', 'all', '--count', '1', '--points', String(4 * POINTS), '--out', `${values.run}/clouds`]);
done(Object.keys(COUNTS).map((factor) => `${values.run}/samples-${POINTS * Number(factor)}.png`).concat(`${values.run}/samples.html`, `${values.run}/clouds/`));

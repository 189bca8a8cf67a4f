// Sounds from recordings to samples, in a few minutes on two cores:
//
//     npm run demo:audio
//
// trains a small class-conditional model on the drum hits that the repository carries, writes WAV files at the rate of training and at twice that rate, a sheet of
// waveforms and spectrograms and a page that plays samples, and scores the model beside two that know less, or everything by heart.
import { demo } from './demo.mjs';

const RATES = [8000, 16000];

const { run, values, done, inrflow } = demo({ minutes: '6', run: 'runs/drums-demo', config: 'examples/drums-demo.json', count: '30' });
const sample = ['sample', '--checkpoint', `${values.run}/weights.safetensors`, '--class', 'all'];
run('Training', inrflow, ['train', values.config, '--run', values.run, '--minutes', values.minutes, '--force']);
for (const rate of RATES) run(`WAV files at ${rate} Hz`, inrflow, [...sample, '--count', '1', '--rate', String(rate), '--out', `${values.run}/samples-${rate}`]);
run('A sheet', inrflow, [...sample, '--count', '4', '--out', `${values.run}/samples.png`]);
run('A page that plays samples', inrflow, [...sample, '--count', '2', '--out', `${values.run}/samples.html`]);
run('Scores', inrflow, ['evaluate', `${values.run}/weights.safetensors`, '--part', 'all', '--count', values.count, '--out', `${values.run}/scores.json`]);
done([...RATES.map((rate) => `${values.run}/samples-${rate}/`), `${values.run}/samples.png`, `${values.run}/samples.html`, `${values.run}/scores.json`]);

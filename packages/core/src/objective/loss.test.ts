import * as tf from '@tensorflow/tfjs';
import { normalValues } from '../random/index.js';
import { meanSquaredError } from './loss.js';

beforeAll(() => tf.setBackend('cpu'));

test.each([[false], [true]])('equals the mean written out, sample by sample; masked %p', async (masked) => {
  const [batch, queries, channels] = [3, 5, 2];
  const draw = (stream: string) => normalValues({ seed: 1, stream }, batch * queries * channels);
  const [predicted, target] = [draw('predicted'), draw('target')];
  // The last sample has no query left.
  const mask = Float32Array.from({ length: batch * queries }, (_, i) => Number(i < queries || (i < 2 * queries && i % 2 === 0)));
  const shape = [batch, queries, channels];
  const losses = await meanSquaredError(tf.tensor(predicted, shape), tf.tensor(target, shape), masked ? tf.tensor(mask, [batch, queries]) : undefined).data();
  for (let b = 0; b < batch; b++) {
    let [sum, count] = [0, 0];
    for (let q = 0; q < queries; q++) {
      if (masked && !mask[b * queries + q]) continue;
      for (let c = 0; c < channels; c++) sum += (predicted[(b * queries + q) * channels + c] - target[(b * queries + q) * channels + c]) ** 2;
      count += channels;
    }
    expect(losses[b]).toBeCloseTo(count ? sum / count : 0, 5);
  }
});

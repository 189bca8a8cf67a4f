import * as tf from '@tensorflow/tfjs';
import { batchOf, run } from '../testing/forwardPass.js';
import { largestDifference } from '../testing/hostTensors.js';
import { necklaceExample, necklaceModality, toyNetwork } from '../testing/toyModality.js';

beforeAll(() => tf.setBackend('cpu'));

describe.each(['spatial', 'linear', 'perceiver'] as const)('latents of a sample itself, %s encoder', (encoder) => {
  const network = toyNetwork({ encoder, latents: 40, pairsPerLatent: 3, rotary: true }, necklaceModality);

  test('padding changes nothing: a short sample beside a long one is what it is alone', () => {
    // 12 points fill 4 of 32 padded latents alone, and 4 of 64 beside 105 points.
    const alone = run(network, batchOf(network, [necklaceExample(0)], 200));
    const beside = run(network, batchOf(network, [necklaceExample(0), necklaceExample(1, 105)], 200));
    expect(beside.latents[0].length).toBe(2 * alone.latents[0].length);
    expect(largestDifference(beside.velocities[0].subarray(0, 24), alone.velocities[0])).toBeLessThan(1e-5);
  });

  test('another place moves a latent, and too many latents are refused', () => {
    const moved = { ...network, modality: { ...necklaceModality, pseudoCoordinatesOf: (pairs: Parameters<NonNullable<typeof necklaceModality.pseudoCoordinatesOf>>[0]) => necklaceModality.pseudoCoordinatesOf!(pairs).map((x) => x + 0.3) } };
    const [one, other] = [network, moved].map((each) => run(each, batchOf(each, [necklaceExample(0)])).velocities[0]);
    expect(largestDifference(one, other)).toBeGreaterThan(1e-4);
    expect(() => batchOf(network, [necklaceExample(0, 123)])).toThrow(/a sample has 41 latents, but the model takes 1 to 40/);
  });
});

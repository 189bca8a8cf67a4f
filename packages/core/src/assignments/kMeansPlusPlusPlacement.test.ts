import { normalValues, uniformValues } from '../random/index.js';
import { kMeansPlusPlusPlacement } from './kMeansPlusPlusPlacement.js';

const address = { seed: 4, stream: 'latents' };

/** Mean squared distance to the nearest place, by looking at all. */
function inertia(coordinates: Float32Array, places: Float32Array, channels: number): number {
  let total = 0;
  for (let p = 0; p < coordinates.length; p += channels) {
    let best = Infinity;
    for (let l = 0; l < places.length; l += channels) {
      let distance = 0;
      for (let c = 0; c < channels; c++) distance += (coordinates[p + c] - places[l + c]) ** 2;
      best = Math.min(best, distance);
    }
    total += best;
  }
  return total / (coordinates.length / channels);
}

describe('k-means++ placement', () => {
  test('finds the centres of well separated clusters, one latent each', () => {
    const centres = [[-3, -3], [0, 4], [5, -1], [4, 6], [-6, 5]];
    const noise = normalValues({ seed: 1, stream: 'noise' }, 1000);
    const coordinates = noise.map((e, i) => centres[(i >> 1) % 5][i & 1] + 0.1 * e);
    const places = kMeansPlusPlusPlacement(address, 500, coordinates, 5);
    for (const [x, y] of centres) {
      const near = [0, 1, 2, 3, 4].filter((l) => Math.hypot(places[2 * l] - x, places[2 * l + 1] - y) < 0.1);
      expect(near).toHaveLength(1);
    }
  });

  test('Lloyd iterations never raise the mean squared distance, and seeding beats uniform draws on clustered data', () => {
    const coordinates = normalValues({ seed: 8, stream: 'cloud' }, 1200).map((e, i) => (i % 90 < 3 ? 20 : 0) + e);
    const errors = [0, 1, 2, 5].map((iterations) => inertia(coordinates, kMeansPlusPlusPlacement(address, 400, coordinates, 12, { iterations }), 3));
    for (let i = 1; i < errors.length; i++) expect(errors[i]).toBeLessThanOrEqual(errors[i - 1] * (1 + 1e-6));
    expect(errors[0]).toBeLessThan(inertia(coordinates, coordinates.slice(9, 45), 3));
  });

  test('as many latents as distinct coordinates take each once, even among duplicates', () => {
    const coordinates = Float32Array.of(1, 1, 1, 5, 5, 2, 2, 9);
    expect([...kMeansPlusPlusPlacement(address, 8, coordinates, 4)].sort()).toEqual([1, 2, 5, 9]);
    expect(() => kMeansPlusPlusPlacement(address, 8, coordinates, 5)).toThrow('5 latents need as many distinct coordinates, but there are 4');
  });

  test('equal addresses repeat, others differ', () => {
    const coordinates = uniformValues({ seed: 1, stream: 'cloud' }, 400);
    expect(kMeansPlusPlusPlacement(address, 200, coordinates, 7)).toEqual(kMeansPlusPlusPlacement(address, 200, coordinates, 7));
    expect(kMeansPlusPlusPlacement({ ...address, sample: 1 }, 200, coordinates, 7)).not.toEqual(kMeansPlusPlusPlacement(address, 200, coordinates, 7));
  });
});

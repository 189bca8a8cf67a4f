import { permutation, uniformValues } from '../random/index.js';
import { nearestAssignment } from './nearestAssignment.js';
import { randomPlacement } from './randomPlacement.js';

const cloud = (points: number, channels: number) => uniformValues({ seed: 3, stream: 'cloud' }, points * channels).map((u) => 2 * u - 1);

/** Nearest latent of each pair by looking at all of them, the first of equals. */
function bruteForce(points: number, coordinates: Float32Array, pseudoCoordinates: Float32Array): number[] {
  const channels = coordinates.length / points;
  return Array.from({ length: points }, (_, p) => {
    let [best, found] = [Infinity, -1];
    for (let l = 0; l < pseudoCoordinates.length / channels; l++) {
      let sum = 0;
      for (let c = 0; c < channels; c++) sum += (coordinates[p * channels + c] - pseudoCoordinates[l * channels + c]) ** 2;
      if (sum < best) [best, found] = [sum, l];
    }
    return found;
  });
}

function latentOfEachPair({ latents, pairsPerLatent, indices, counts }: ReturnType<typeof nearestAssignment>, points: number): number[] {
  const found = new Array<number>(points).fill(-1);
  for (let l = 0; l < latents; l++) for (let i = 0; i < counts[l]; i++) found[indices[l * pairsPerLatent + i]] = l;
  return found;
}

describe('nearest assignment', () => {
  test.each([[1, 7], [2, 40], [3, 64], [8, 20], [2, 1]])('in %i channels with %i latents it is brute force', (channels, latents) => {
    const coordinates = cloud(300, channels);
    const places = randomPlacement({ seed: 1, stream: 'places' }, latents, channels);
    expect(latentOfEachPair(nearestAssignment(300, coordinates, places), 300)).toEqual(bruteForce(300, coordinates, places));
  });

  test('ties go to the lowest index, whatever the order of the latents in space', () => {
    // Grids of a few exact values, so that most points lie equally near several latents.
    const coarse = (values: Float32Array) => values.map((v) => Math.round(v * 2) / 2);
    const coordinates = coarse(cloud(200, 2));
    const places = coarse(randomPlacement({ seed: 9, stream: 'places' }, 30, 2));
    expect(latentOfEachPair(nearestAssignment(200, coordinates, places), 200)).toEqual(bruteForce(200, coordinates, places));
  });

  test('the order of the pairs changes their numbers alone', () => {
    const order = permutation({ seed: 5, stream: 'order' }, 100);
    const coordinates = cloud(100, 3);
    const shuffled = new Float32Array(300);
    order.forEach((from, to) => shuffled.set(coordinates.subarray(3 * from, 3 * from + 3), 3 * to));
    const places = randomPlacement({ seed: 1, stream: 'places' }, 10, 3);
    const plain = latentOfEachPair(nearestAssignment(100, coordinates, places), 100);
    expect(latentOfEachPair(nearestAssignment(100, shuffled, places), 100)).toEqual(Array.from(order, (from) => plain[from]));
  });

  test('padding repeats the last pair of a latent, pair 0 where it has none', () => {
    const assignment = nearestAssignment(4, Float32Array.of(0, 9, 0.1, 0.2), Float32Array.of(0, 100, 9), { pairsPerLatent: 4 });
    expect(assignment).toEqual({ latents: 3, pairsPerLatent: 4, indices: Int32Array.of(0, 2, 3, 3, 0, 0, 0, 0, 1, 1, 1, 1), counts: Int32Array.of(3, 0, 1) });
  });

  test('errors name the number at fault and what is needed', () => {
    const two = Float32Array.of(0, 1);
    expect(() => nearestAssignment(4, Float32Array.of(0, 9, 0.1, 0.2), Float32Array.of(5, 0), { pairsPerLatent: 2 })).toThrow('pairsPerLatent is 2, but latent 1 has 3 pairs; expected an integer of at least 3');
    expect(() => nearestAssignment(2, Float32Array.of(0, NaN), two)).toThrow(/coordinate of pair 1 is \[NaN\]/);
    expect(() => nearestAssignment(2, Float32Array.of(0, 1, NaN, 1), two)).toThrow(/coordinate of pair 1 is \[NaN,1\]/);
    expect(() => nearestAssignment(2, two, Float32Array.of(0, NaN))).toThrow(/latent 1 is NaN/);
    expect(() => nearestAssignment(3, two, two)).toThrow(/coordinates has 2 numbers/);
    expect(() => nearestAssignment(0, two, two)).toThrow(/points .* not 0/);
    expect(() => nearestAssignment(1, two, Float32Array.of(1))).toThrow(/pseudoCoordinates has 1 numbers/);
  });

  test('4096 pairs and 1024 latents take milliseconds', () => {
    const coordinates = cloud(4096, 2);
    const places = randomPlacement({ seed: 1, stream: 'places' }, 1024, 2);
    const start = performance.now();
    nearestAssignment(4096, coordinates, places);
    expect(performance.now() - start).toBeLessThan(500);
  });
});

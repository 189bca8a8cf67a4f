import { randomPlacement } from './randomPlacement.js';

describe('random placement', () => {
  const address = { seed: 2, stream: 'latents' };

  test('fills [−1, 1] evenly in every channel', () => {
    const places = randomPlacement(address, 8000, 3);
    for (let channel = 0; channel < 3; channel++) {
      const counts = new Array<number>(4).fill(0);
      for (let i = channel; i < places.length; i += 3) counts[Math.floor((places[i] + 1) * 2)]++;
      for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
    }
  });

  test('more latents leave the first ones in place; another address moves them', () => {
    expect(randomPlacement(address, 9, 2).subarray(0, 10)).toEqual(randomPlacement(address, 5, 2));
    expect(randomPlacement({ ...address, seed: 3 }, 5, 2)).not.toEqual(randomPlacement(address, 5, 2));
  });
});

import { batchSets, setOfBatch, takePairs, type CoordinateValueSet } from './index.js';

const set = (points: number, first: number): CoordinateValueSet => ({
  points,
  coordinates: Float32Array.from({ length: points * 2 }, (_, i) => first + i),
  values: Float32Array.from({ length: points * 3 }, (_, i) => -first - i),
});

describe('batches of sets', () => {
  const sets = [set(2, 10), set(4, 20), set(1, 30)];

  test('every set comes back, and the padding is masked zeros', () => {
    for (const options of [{}, { points: 7 }]) {
      const batch = batchSets(sets, options);
      expect(batch.points).toBe(options.points ?? 4);
      sets.forEach((one, place) => expect(setOfBatch(batch, place)).toEqual(one));
      for (let place = 0; place < 3; place++) {
        for (let point = 0; point < batch.points; point++) {
          const at = place * batch.points + point;
          const isPair = point < sets[place].points;
          expect(batch.mask[at]).toBe(isPair ? 1 : 0);
          if (!isPair) expect([...batch.coordinates.subarray(2 * at, 2 * at + 2), ...batch.values.subarray(3 * at, 3 * at + 3)]).toEqual([0, 0, 0, 0, 0]);
        }
      }
      expect([...batch.counts]).toEqual([2, 4, 1]);
    }
  });

  test('faults are named', () => {
    expect(() => batchSets([])).toThrow(/at least one set/);
    expect(() => batchSets(sets, { points: 3 })).toThrow(/points of the batch is 3; expected .* at least 4/);
    expect(() => batchSets([sets[0], { ...sets[1], values: new Float32Array(4) }])).toThrow(/set 1 has 2 coordinate and 1 value channels; expected 2 and 3/);
    expect(() => batchSets([{ ...sets[0], coordinates: new Float32Array(3) }])).toThrow(/coordinates has 3 numbers; .* its 2 points/);
    expect(() => setOfBatch(batchSets(sets), 3)).toThrow(/place 3/);
  });

  test('pairs taken by their indices keep coordinate and value together', () => {
    expect(takePairs(set(3, 0), [2, 0, 2])).toEqual({ points: 3, coordinates: Float32Array.of(4, 5, 0, 1, 4, 5), values: Float32Array.of(-6, -7, -8, -0, -1, -2, -6, -7, -8) });
    expect(() => takePairs(set(3, 0), [1, 3])).toThrow(/index 1 is 3; .* 3 pairs/);
  });
});

import { modelDefaults, normalValues, randomSubset, takePairs } from '@inrflow/core';
import * as tf from '@tensorflow/tfjs';
import { createProteinPairs } from '../features/index.js';
import { createProteinModality, residueAssignment, residuePlaces } from './index.js';

const pairs = createProteinPairs();
const modality = createProteinModality();
const chain = (sequence: string) => {
  const { points, coordinates } = pairs.sequencePairs(sequence);
  return { points, coordinates, values: normalValues({ seed: 1, stream: 'positions' }, 3 * points) };
};

describe('latents', () => {
  test('are the residues, at their places in [-1, 1), with gaps where residues are missing', () => {
    const { points, coordinates } = chain('GAW');
    expect([...residuePlaces(points, coordinates)]).toEqual([-1, 1 / 512 - 1, 2 / 512 - 1]);
    const broken = coordinates.slice();
    for (let i = 0; i < points; i++) if (broken[i * modality.coordinateChannels] === 2) broken[i * modality.coordinateChannels + 1] = 1023;
    expect([...residuePlaces(points, broken)]).toEqual([-1, 1 / 512 - 1, 1023 / 512 - 1]);
    expect(modality.pseudoCoordinatesOf!({ points, coordinates })).toEqual(residuePlaces(points, coordinates));
    expect(() => modality.pseudoCoordinates(3)).toThrow("a protein's latents are its residues");
  });

  test('read only the atoms of their own residue, each at its own slot; missing atoms leave holes', () => {
    const whole = chain('GFGA');
    const kept = randomSubset({ seed: 4, stream: 'kept' }, whole.points, whole.points - 6);
    const { points, coordinates } = takePairs(whole, kept);
    const { indices, counts, mask, pairsPerLatent } = residueAssignment(points, coordinates, 4);
    expect(pairsPerLatent).toBe(15);
    const channels = modality.coordinateChannels;
    const seen: number[] = [];
    mask!.forEach((one, at) => {
      if (!one) return expect(indices[at]).toBeLessThan(points);
      seen.push(indices[at]);
      expect([coordinates[indices[at] * channels], coordinates[indices[at] * channels + 2]]).toEqual([Math.floor(at / 15), at % 15]);
    });
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: points }, (_, i) => i));
    expect([...counts]).toEqual([0, 1, 2, 3].map((latent) => mask!.subarray(15 * latent, 15 * latent + 15).reduce((sum, one) => sum + one, 0)));
    // The last residue's fifteenth slot is its terminal oxygen's.
    expect(mask![59]).toBe(kept.includes(whole.points - 1) ? 1 : 0);
  });

  test('errors say what is wrong', () => {
    const { points, coordinates } = chain('GA');
    expect(() => residueAssignment(points, coordinates, 1)).toThrow('pair 4 is of residue 1, but there are 1 latents, one a residue (model.latents)');
    expect(() => residueAssignment(points, coordinates, 2, 14)).toThrow('pair 9 has slot 14, but a latent has 14 places: expected 15, or 14 without terminal oxygens (model.pairsPerLatent)');
    expect(() => residueAssignment(2, coordinates.slice(0, 2 * modality.coordinateChannels).fill(0), 2)).toThrow('pairs 0 and 1 both have slot 0 of residue 0');
    expect(() => residuePlaces(1, Float32Array.of(2, 5, 0))).toThrow('residue 0 of the sample has no atom; expected one for each of its 3 residues');
    expect(() => residuePlaces(1, Float32Array.of(0.5, 5, 0))).toThrow('pair 0 is of residue 0.5; expected an integer from 0 to 1023');
    expect(() => createProteinModality({ fourierFrequencies: 0 })).toThrow('fourierFrequencies must be a positive integer, not 0');
    expect(() => createProteinModality({ embeddingChannels: 1.5 })).toThrow('embeddingChannels must be an integer from 0, not 1.5');
  });
});

describe('features', () => {
  const featuresOf = ({ points, coordinates, values }: ReturnType<typeof chain>) => tf.tidy(() =>
    modality.features(tf.tensor(coordinates, [points, modality.coordinateChannels]), tf.tensor(values, [points, 3])).arraySync() as number[][]);

  test('have the documented layout', () => {
    const { points, coordinates, values } = chain('GAW');
    const features = featuresOf({ points, coordinates, values });
    expect(modality.featureChannels).toBe(75 + 20 + 3 + 48);
    features.forEach((row, i) => {
      expect(row).toHaveLength(modality.featureChannels);
      expect(row.slice(0, 75)).toEqual([...coordinates.subarray(78 * i + 3, 78 * (i + 1))]);
      const place = coordinates[78 * i + 1];
      for (let j = 0; j < 10; j++) expect(row[75 + j]).toBeCloseTo(Math.sin((2 * Math.PI * place) / (4 * 2 ** j)), 5);
      expect(row.slice(95, 98)).toEqual([...values.subarray(3 * i, 3 * i + 3)]);
      expect(row[98]).toBeCloseTo(Math.sin((Math.PI / 4) * values[3 * i]), 5);
    });
  });

  test('distinguish the residues of a chain of 1 024, neighbours especially well', () => {
    const places = Array.from({ length: 1024 }, (_, place) => place);
    const coordinates = new Float32Array(1024 * 78);
    places.forEach((place) => (coordinates[78 * place + 1] = place));
    const rows = featuresOf({ points: 1024, coordinates, values: new Float32Array(3 * 1024) }).map((row) => Float64Array.from(row.slice(75, 95)));
    let nearest = Infinity;
    for (let i = 0; i < 1024; i++) for (let j = 0; j < i; j++) {
      let squared = 0;
      for (let k = 0; k < 20; k++) squared += (rows[i][k] - rows[j][k]) ** 2;
      nearest = Math.min(nearest, squared);
    }
    // A quarter turn alone is √2.
    expect(Math.sqrt(nearest)).toBeGreaterThan(1.4);
  });
});

test('errors name settings of the model whose defaults do not suit proteins', () => {
  expect(modelDefaults.pairsPerLatent).toBeLessThan(15);
  const { points, coordinates, values } = chain('G');
  expect(() => modality.assign({ points, coordinates, values }, Float32Array.of(-1), modelDefaults.pairsPerLatent)).toThrow('model.pairsPerLatent');
});

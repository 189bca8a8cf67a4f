import { normalValues, type Dataset, type Example } from '@inrflow/core';
import { describeModality } from '@inrflow/core/testing';
import * as tf from '@tensorflow/tfjs';
import { readSmiles } from '../chemistry/index.js';
import { createMoleculePairs } from '../features/index.js';
import { createMoleculeModality } from './moleculeModality.js';

const pairs = createMoleculePairs({ eigenvectors: 4 });
const smiles = ['CCO', 'C[C@H](N)C(=O)O', 'c1ccccc1'];
function example(text: string, sample: number): Example {
  const { molecule } = readSmiles(text, text);
  return pairs.pairsOf({ molecule, positions: Float64Array.from(normalValues({ seed: 1, stream: text }, 3 * molecule.atoms.length)) }, { seed: 3, stream: 'augmentation', sample });
}
const dataset: Dataset = { length: 3, classes: [], example: async (index, { step = 0 }) => example(smiles[index], step) };

describeModality('molecule', { modality: createMoleculeModality({ eigenvectors: 4 }), examples: smiles.map(example), dataset }, { describe, test, expect });

test('fixed latents have places of their own, and need an encoder that attends to all atoms', () => {
  const modality = createMoleculeModality({ eigenvectors: 4, fixedLatents: true });
  expect([...modality.pseudoCoordinates(4)]).toEqual([-0.75, -0.25, 0.25, 0.75]);
  expect(modality.pseudoCoordinatesOf).toBeUndefined();
  expect(() => modality.assign(example('CCO', 0), modality.pseudoCoordinates(4))).toThrow('model.fixedLatents needs the encoder perceiver');
});

test('errors say what is wrong', () => {
  const modality = createMoleculeModality({ eigenvectors: 4 });
  const { points, coordinates, values } = example('CCO', 0);
  expect(() => modality.pseudoCoordinates(3)).toThrow("a molecule's latents are its atoms");
  expect(() => modality.assign({ points, coordinates: coordinates.slice().fill(0), values }, modality.pseudoCoordinatesOf!({ points, coordinates }))).toThrow('pair 1 is of an atom that another pair is of');
  expect(() => modality.pseudoCoordinatesOf!({ points: 1, coordinates: coordinates.slice(0, modality.coordinateChannels).fill(0.5) })).toThrow('pair 0 is of atom 0.5; expected an integer from 0 to 255');
  expect(() => createMoleculeModality({ fourierFrequencies: 0 })).toThrow('fourierFrequencies must be a positive integer, not 0');
});

test('the loss on local distances measures in Å, whatever the unit of the values', async () => {
  // Three atoms in a row with bonds of ethanol's lengths; the prediction stretches one bond by 0.3 Å.
  const [actual, predicted] = [[0, 1.52, 2.95], [0, 1.52, 3.25]].map((xs) => xs.flatMap((x) => [x, 0, 0]));
  const lossOf = (scale: number) => {
    const [data, denoised] = [actual, predicted].map((positions) => tf.tensor(positions.map((x) => x / scale), [1, 3, 3]));
    return createMoleculeModality({ eigenvectors: 4, scale }).auxiliaryLoss!({ coordinates: tf.zeros([1, 3, 1]), data, denoised }).dataSync()[0];
  };
  // Two of the three distances are off by 0.3 Å, and one of the two bonds: 9 / 10 of what a bond can cost.
  const kept = (off: number) => [0.5, 1, 2, 4].reduce((sum, threshold) => sum + 1 / (1 + Math.exp(off - threshold)), 0) / 4;
  const expected = 1 - (kept(0) + 2 * kept(0.3)) / 3 + 0.9 / 2;
  expect(lossOf(2)).toBeCloseTo(expected, 4);
  expect(lossOf(1.6)).toBeCloseTo(expected, 4);
});

import * as tf from '@tensorflow/tfjs';
import type { Assignment } from '../assignments/index.js';
import { pseudoCoordinateChannelsOf, type Example } from '../modality/index.js';
import { permutation } from '../random/index.js';
import { firstNotFinite, latentsOf, same, type ModalityCheck } from './subject.js';

const TOLERANCE = 1e-5;

function rowsInOrder(numbers: ArrayLike<number>, channels: number, order: ArrayLike<number>): Float32Array {
  return Float32Array.from({ length: order.length * channels }, (_, i) => numbers[order[Math.floor(i / channels)] * channels + (i % channels)]);
}

/** `features` makes `featureChannels` channels of pairs, whatever axes come before, all finite. */
export const featuresFit: ModalityCheck = async ({ modality, examples }) => {
  const { coordinateChannels, valueChannels, featureChannels } = modality;
  const [{ points, coordinates, values }] = examples;
  const faults: string[] = [];
  for (const leading of [[points], [1, points], [1, 1, points]]) {
    const output = tf.tidy(() => modality.features(tf.tensor(coordinates, [...leading, coordinateChannels]), tf.tensor(values, [...leading, valueChannels])));
    const expected = [...leading, featureChannels];
    if (!same(output.shape, expected)) faults.push(`features of pairs [${leading}] have shape [${output.shape}]; expected [${expected}]`);
    if (firstNotFinite(await output.data()) >= 0) faults.push('features are not finite');
    output.dispose();
  }
  return faults;
};

/** Features of a pair are its own: pairs in another order give the same features in that order. */
export const featuresFollowPairs: ModalityCheck = async ({ modality, examples }) => {
  const { coordinateChannels, valueChannels } = modality;
  const [{ points, coordinates, values }] = examples;
  const order = permutation({ seed: 1, stream: 'conformance' }, points);
  const featuresOf = async (coordinates: Float32Array, values: Float32Array) => {
    const output = tf.tidy(() => modality.features(tf.tensor(coordinates, [1, points, coordinateChannels]), tf.tensor(values, [1, points, valueChannels])));
    const data = await output.data();
    output.dispose();
    return data;
  };
  const inOrder = await featuresOf(coordinates, values);
  const actual = await featuresOf(rowsInOrder(coordinates, coordinateChannels, order), rowsInOrder(values, valueChannels, order));
  const expected = rowsInOrder(inOrder, inOrder.length / points, order);
  const at = actual.findIndex((x, i) => !(Math.abs(x - expected[i]) <= TOLERANCE * Math.max(1, Math.abs(expected[i]))));
  return at < 0 ? [] : [`features of pair ${order[Math.floor(at / (inOrder.length / points))]} change with the order of the pairs`];
};

/** Latents have finite places of as many channels as the modality says, the same on every call. */
export const placesRepeat: ModalityCheck = async (subject) => {
  const channels = pseudoCoordinateChannelsOf(subject.modality);
  const examples = subject.modality.pseudoCoordinatesOf ? subject.examples : subject.examples.slice(0, 1);
  return examples.flatMap((example, i) => {
    const { latents, places } = latentsOf(subject, example);
    const what = subject.modality.pseudoCoordinatesOf ? `pseudoCoordinatesOf(example ${i})` : `pseudoCoordinates(${latents})`;
    const faults: string[] = [];
    if (latents < 1 || places.length !== latents * channels) faults.push(`${what} has ${places.length} numbers; expected ${Math.max(1, latents)} × ${channels}`);
    if (firstNotFinite(places) >= 0) faults.push(`${what} are not finite`);
    if (!same(places, latentsOf(subject, example).places)) faults.push(`${what} differ when they are asked for again`);
    return faults;
  });
};

function faultsOf({ indices, counts, pairsPerLatent, latents, mask }: Assignment, expected: number, points: number): string[] {
  if (latents !== expected || counts.length !== expected || indices.length !== expected * pairsPerLatent) {
    return [`the assignment has ${latents} latents, ${counts.length} counts and ${indices.length} indices of ${pairsPerLatent} a latent; expected ${expected} latents`];
  }
  const wrong = indices.findIndex((index) => !(index >= 0 && index < points));
  if (wrong >= 0) return [`the assignment has index ${indices[wrong]} at ${wrong}; expected one of 0 to ${points - 1}, in padding too`];
  const full = counts.findIndex((count) => !(count >= 0 && count <= pairsPerLatent));
  if (full >= 0) return [`latent ${full} has ${counts[full]} pairs; expected at most its ${pairsPerLatent} places`];
  const times = new Int32Array(points);
  indices.forEach((pair, at) => {
    const isPair = mask ? mask[at] === 1 : at % pairsPerLatent < counts[Math.floor(at / pairsPerLatent)];
    if (isPair) times[pair]++;
  });
  const pair = times.findIndex((count) => count !== 1);
  return pair < 0 ? [] : [`pair ${pair} is assigned ${times[pair]} times; expected once`];
}

/** Every pair of every example is read by one latent, and padding points to a pair. */
export const assignmentCovers: ModalityCheck = async (subject) => subject.examples.flatMap((example, i) => {
  const { latents, places } = latentsOf(subject, example);
  return faultsOf(subject.modality.assign(example, places), latents, example.points).map((fault) => `example ${i}: ${fault}`);
});

/** Assignments repeat, and read the values only if `assignmentFollowsValues` says so. */
export const assignmentRepeats: ModalityCheck = async (subject) => {
  const { modality } = subject;
  const differ = (a: Example, b: Example) => {
    const { places } = latentsOf(subject, a);
    const [one, other] = [modality.assign(a, places), modality.assign(b, places)];
    return !same(one.indices, other.indices) || !same(one.counts, other.counts);
  };
  return subject.examples.flatMap((example, i) => {
    if (differ(example, example)) return [`the assignment of example ${i} differs when it is asked for again`];
    const moved = { ...example, values: example.values.map((x, at) => 1 - 2 * x + (at % 3)) };
    return !modality.assignmentFollowsValues && differ(example, moved) ? [`the assignment of example ${i} follows its values, but assignmentFollowsValues is false`] : [];
  });
};

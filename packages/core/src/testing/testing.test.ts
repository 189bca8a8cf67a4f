import * as tf from '@tensorflow/tfjs';
import type { Modality } from '../modality/index.js';
import { checkModality, describeModality, modalityChecks, type ModalitySubject } from './index.js';
import { necklaceExample, necklaceModality, swarmExample, swarmModality, toyDataset, toyExample, toyModality } from './toyModality.js';

beforeAll(() => tf.setBackend('cpu'));

const subject: ModalitySubject = { modality: toyModality, examples: [toyExample(0), toyExample(1, { points: 9 })], dataset: toyDataset(6, { labels: true }) };

describeModality('toy', () => subject, { describe, test, expect });
describeModality('swarm, whose coordinates have no channels', () => ({
  modality: swarmModality, examples: [swarmExample(0), swarmExample(1, { points: 9 })], query: { points: 21, coordinates: new Float32Array(0) },
}), { describe, test, expect });

describeModality('necklace, whose latents are its own', () => ({ modality: necklaceModality, examples: [necklaceExample(0), necklaceExample(1, 9)] }), { describe, test, expect });

const quick = Object.entries(modalityChecks).slice(0, 7);
/** What all rules find; those that the breakage keeps from running at all find nothing. */
const faultsOf = async (broken: ModalitySubject) => (await Promise.all(quick.map(async ([, check]) => check(broken).catch(() => [])))).flat();
const withModality = (changes: Partial<Modality>): ModalitySubject => ({ ...subject, modality: { ...toyModality, ...changes } });
const assigned = (change: (assignment: ReturnType<Modality['assign']>) => void): ModalitySubject => withModality({
  assign: (...given) => {
    const assignment = toyModality.assign(...given);
    change(assignment);
    return assignment;
  },
});
let calls = 0;

test.each<[string, ModalitySubject, string]>([
  ['too few values', { ...subject, examples: [{ ...toyExample(0), values: new Float32Array(23) }] }, 'example 0: values has 23 numbers; expected 12 points × 2 channels'],
  ['a coordinate that is not a number', { ...subject, examples: [{ ...toyExample(0), coordinates: new Float32Array(24).fill(NaN) }] }, 'example 0: coordinates has NaN at 0'],
  ['a wrong number of feature channels', withModality({ featureChannels: 9 }), 'features of pairs [12] have shape [12,8]; expected [12,9]'],
  ['features of a whole set', withModality({ features: (c, v) => tf.add(toyModality.features(c, v), tf.range(0, c.shape[c.rank - 2]).expandDims(1)) }), 'change with the order of the pairs'],
  ['too few places', withModality({ pseudoCoordinates: (n) => toyModality.pseudoCoordinates(n - 1) }), 'pseudoCoordinates(4) has 6 numbers; expected 4 × 2'],
  ['places that move', withModality({ pseudoCoordinates: (n) => toyModality.pseudoCoordinates(n).map((x) => x + ++calls / 1e3) }), 'pseudoCoordinates(4) differ when they are asked for again'],
  ['a pair left out', assigned(({ counts }) => { counts[counts.indexOf(Math.max(...counts))]--; }), 'is assigned 0 times; expected once'],
  ['a pair read twice', assigned(({ indices }) => { indices[1] = indices[0]; }), 'is assigned'],
  ['padding that points nowhere', assigned(({ indices }) => { indices[indices.length - 1] = 99; }), 'has index 99'],
  ['more pairs than places', assigned(({ counts }) => { counts[0] = 1000; }), 'latent 0 has 1000 pairs'],
  ['an assignment that changes', assigned(({ counts }) => { counts[0] -= ++calls % 2; }), 'differs when it is asked for again'],
  ['an assignment by values, not declared', withModality({ assign: (pairs, places) => toyModality.assign({ ...pairs, coordinates: pairs.values }, places) }), 'follows its values, but assignmentFollowsValues is false'],
  ['a data set of other examples each time', { ...subject, dataset: { length: 3, classes: [], example: async () => toyExample(++calls) } }, 'differs when it is read again with the same address'],
  ['a label without a class', { ...subject, dataset: { ...toyDataset(3, { labels: true }), classes: ['a'] } }, 'example 1 of the data set has the label 1; expected an integer from 0 to 0'],
  ['labels without classes', { ...subject, dataset: { ...toyDataset(3, { labels: true }), classes: [] } }, 'but there are no classes'],
])('%s is reported', async (_, broken, fault) => {
  expect((await faultsOf(broken)).join('\n')).toContain(fault);
});

test('features that fail in training are reported, not thrown, and so are tensors left behind', async () => {
  const failing = withModality({ features: (c, v) => {
    if (c.rank === 4) throw new Error('no groups, please');
    return toyModality.features(c, v);
  } });
  expect((await checkModality(failing)).join('\n')).toContain('a training step fails: no groups, please');
  const leaking = withModality({ features: (c, v) => {
    tf.keep(tf.scalar(1));
    return toyModality.features(c, v);
  } });
  expect((await modalityChecks['a training step runs and leaks no tensor'](leaking)).join()).toMatch(/leaves \d+ tensors in memory/);
  tf.disposeVariables();
});

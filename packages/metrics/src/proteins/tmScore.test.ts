import { mirrored, motion, positionsOf, prediction, reference, traceOf, traces, whole } from '../testing/fixtureProteins.js';
import { moveAtoms } from './superpose.js';
import { tmScale, tmScore } from './tmScore.js';

const trace = traceOf(reference);

test.each([...traces, { name: 'all of 1LCD', prediction: [...traceOf(prediction)], reference: [...trace], ...whole.tmScore }])(
  'is that of the program TMscore: $name', ({ prediction: made, reference: truth, tmScore: value, scale }) => {
    const score = tmScore(positionsOf(made), positionsOf(truth));
    // The program prints four decimals of the value and two of the scale; ours may only have found a better superposition.
    expect(score.value).toBeGreaterThan(value - 0.0001);
    expect(score.value).toBeLessThan(value + 0.001);
    expect(Math.abs(score.scale - scale)).toBeLessThan(0.0051);
  },
);

test('the returned superposition gives the value by the definition', () => {
  const [made, truth] = [positionsOf(traces[0].prediction), positionsOf(traces[0].reference)];
  const { motion: found, value, scale, length } = tmScore(made, truth);
  const moved = moveAtoms(found, made);
  let sum = 0;
  for (let i = 0; i < length; i++) sum += 1 / (1 + (Math.hypot(...[0, 1, 2].map((k) => moved[i * 3 + k] - truth[i * 3 + k])) / scale) ** 2);
  expect(sum / length).toBeCloseTo(value, 10);
});

test('identity and rigid motion: 1; a mirror image: below 1; a rigid motion changes no score', () => {
  expect(tmScore(trace, trace).value).toBeCloseTo(1, 12);
  expect(tmScore(moveAtoms(motion, trace), trace).value).toBeCloseTo(1, 12);
  expect(tmScore(mirrored(trace), trace).value).toBeLessThan(0.5);
  expect(tmScore(moveAtoms(motion, traceOf(prediction)), trace).value).toBeCloseTo(tmScore(traceOf(prediction), trace).value, 4);
});

test('a domain that moved away leaves the other’s superposition', () => {
  // The half that is longer counts whole; RMSD superposition would spoil both.
  const apart = trace.map((value, k) => (k < 90 ? value : value + 60));
  expect(tmScore(apart, trace).value).toBeGreaterThan(30 / 51);
});

test('residues that the prediction lacks count in the length', () => {
  const half = trace.map((value, k) => (k < 75 ? value : NaN));
  expect(tmScore(half, trace)).toMatchObject({ length: 51, aligned: 25 });
  expect(tmScore(half, trace).value).toBeCloseTo(25 / 51, 10);
  expect(tmScore(trace, trace, 102).value).toBeCloseTo(0.5, 10);
});

test('the scale is 1.24 ∛(L − 15) − 1.8, at least 0.5', () => {
  expect(tmScale(142)).toBeCloseTo(1.24 * 127 ** (1 / 3) - 1.8, 12);
  expect([1, 5, 15, 16, 20].map(tmScale)).toEqual([0.5, 0.5, 0.5, 0.5, 0.5]);
});

test('chains of one, two and three residues', () => {
  for (const count of [1, 2, 3]) expect(tmScore(moveAtoms(motion, trace).subarray(0, count * 3), trace.subarray(0, count * 3)).value).toBeCloseTo(1, 10);
});

test('bad input is named', () => {
  expect(() => tmScore(trace.map(() => NaN), trace)).toThrow('no Cα is present in both prediction and reference');
  expect(() => tmScore(trace, trace, 0)).toThrow('length must be a positive integer, not 0');
  expect(() => tmScore(trace, trace.slice(0, 6))).toThrow('prediction and reference have 51 and 2 atoms');
});

import { settingsOf, settleTraining } from '../kind/index.js';
import type { SettledTraining } from '../settings/index.js';
import { soundKind } from '../testing/soundKind.js';
import { learningRateOf, planOf, settledPlan } from './plan.js';

const kind = { ...soundKind, defaults: {} };
const training = (given: object): SettledTraining => settleTraining(settingsOf(kind, { training: given }).training, { width: 64, points: 64 });

test('steps that are given are the plan; by default the last 70 % fall', () => {
  expect(planOf(training({ steps: 1000 }))).toEqual({ steps: 1000, decayFrom: 300 });
  expect(planOf(training({ steps: 1000, decayShare: 1 }))).toEqual({ steps: 1000, decayFrom: 100 });
  expect(planOf(training({ steps: 20 }))).toEqual({ steps: 20, decayFrom: 19 });
  expect(planOf(training({}))!.steps).toBe(10_000);
  expect(planOf(training({ minutes: 3 }))).toBeUndefined();
});

test('a timed run is settled before its rate falls, and ends on time at the speed that was measured', () => {
  const timed = training({ minutes: 10, decayShare: 0.4 });
  expect(settledPlan(timed, { step: 700, elapsed: 350, secondsPerStep: 0.5 })).toBeUndefined();
  const plan = settledPlan(timed, { step: 720, elapsed: 360, secondsPerStep: 0.5 })!;
  expect(plan).toEqual({ steps: 1200, decayFrom: 720 });
  // The rates of the run that its config.json describes are those that the timed run had.
  const [before, after] = [learningRateOf(timed, undefined), learningRateOf(training({ decayShare: 0.4, ...plan }), plan)];
  for (let step = 1; step <= 720; step++) expect(after(step)).toBe(before(step));
  expect(settledPlan(training({ minutes: 1, decayShare: 1 }), { step: 2, elapsed: 2, secondsPerStep: 1 })).toBeUndefined();
  expect(settledPlan(training({ minutes: 1 }), { step: 2, elapsed: 600, secondsPerStep: 1 })).toEqual({ steps: 3, decayFrom: 2 });
});

test('the rate rises linearly, stays, and falls to the end as a cosine', () => {
  const section = training({ learningRate: 2, warmUpSteps: 10, finalLearningRate: 1 });
  const rate = learningRateOf(section, { steps: 200, decayFrom: 100 });
  expect([1, 5, 10, 50, 101].map(rate)).toEqual([0.2, 1, 2, 2, 2]);
  expect(rate(151)).toBeCloseTo(1.5, 12);
  expect(rate(200)).toBeCloseTo(1 + (1 + Math.cos((Math.PI * 99) / 100)) / 2, 12);
});

import { expectedOneOf } from '../errors/nearest.js';
import type { TrainingRecipe } from './trainer.js';

const isAbove = (value: unknown, low: number) => typeof value === 'number' && value > low && value < Infinity;
const isWithin = (value: unknown, low: number, high: number) => typeof value === 'number' && value >= low && value <= high;
const isShare = (value: unknown) => isWithin(value, 0, 1);
const isDecay = (value: unknown) => isWithin(value, 0, 1) && value !== 1;
const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 1;

type Rule = readonly [fits: (value: unknown) => boolean, expected: string, optional?: true];

/** The requirements on each field of a recipe. */
const RULES: Readonly<Record<keyof TrainingRecipe, Rule>> = {
  path: [(value) => typeof value === 'object' && value !== null, 'a path, such as linear'],
  times: [(value) => typeof value === 'function' || (typeof value === 'object' && value !== null), 'a distribution of times, such as logitNormal()'],
  decodedPoints: [isCount, 'a positive integer'],
  finerShare: [isShare, 'a number from 0 to 1', true],
  auxiliaryWeight: [(value) => isWithin(value, 0, Number.MAX_VALUE), 'zero or a positive number', true],
  conditionDropout: [isShare, 'a number from 0 to 1'],
  batchSize: [isCount, 'a positive integer'],
  gradientAccumulation: [isCount, 'a positive integer', true],
  recompute: [(value) => typeof value === 'boolean', 'true or false', true],
  learningRate: [(value) => typeof value === 'function', 'a function of the step, counted from 1'],
  optimizer: [(value) => typeof value === 'object' && value !== null, 'the settings of AdamW'],
  clipNorm: [(value) => typeof value === 'number' && value > 0, 'a positive number'],
  averageDecay: [isDecay, 'a number from 0 to below 1'],
  seed: [(value) => Number.isInteger(value) && isWithin(value, 0, 2 ** 32 - 1), 'an integer from 0 to 2³² − 1'],
};
const OPTIMIZER: Readonly<Record<keyof TrainingRecipe['optimizer'], Rule>> = {
  beta1: [isDecay, 'a number from 0 to below 1'],
  beta2: [isDecay, 'a number from 0 to below 1'],
  epsilon: [(value) => isAbove(value, 0), 'a positive number'],
  weightDecay: [(value) => isWithin(value, 0, Number.MAX_VALUE), 'zero or a positive number'],
};

function checkFields(given: object, rules: Readonly<Record<string, Rule>>, prefix: string): void {
  const values = given as Record<string, unknown>;
  for (const [field, [fits, expected, optional]] of Object.entries(rules)) {
    const value = values[field];
    if (value === undefined && optional) continue;
    if (!fits(value)) throw new RangeError(`${prefix}${field} is ${value === undefined ? 'missing' : typeof value === 'number' ? value : `a ${typeof value}`}: expected ${expected}`);
  }
  const unknown = Object.keys(given).find((field) => !Object.hasOwn(rules, field));
  if (unknown !== undefined) throw new RangeError(`${prefix}${unknown} is not a field of a recipe: ${expectedOneOf(unknown, Object.keys(rules)).replace(/^.*; /s, '')}`);
}

/** Checks every field of a recipe: none may be missing, misspelt or out of range. @throws RangeError naming the field, its value and what was expected */
export function checkRecipe(recipe: TrainingRecipe): void {
  checkFields(recipe, RULES, 'recipe.');
  checkFields(recipe.optimizer, OPTIMIZER, 'recipe.optimizer.');
}

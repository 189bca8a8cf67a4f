import { isNamed } from '../errors/isNamed.js';
import type { Places } from '../sampling/index.js';
import type { Dataset } from './dataset.js';
import type { Example } from './example.js';
import type { Modality } from './modality.js';

/** An example that breaks the contract of its kind of data. This is an error in the data set's code and stops training. The message names the field. */
export class ExampleError extends Error {
  override name = 'ExampleError';

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isNamed(value, 'ExampleError');
  }
}

/** Rules for examples. */
export interface ExampleRules {
  modality: Pick<Modality, 'name' | 'coordinateChannels' | 'valueChannels'>;
  /** Number of classes; 0 for none. If absent, labels are not checked. */
  classes?: number;
  /** Channels of condition tokens; 0 for none. */
  conditionChannels?: number;
  /** Length of the vector that describes augmentation; 0 for none. */
  augmentationChannels?: number;
  /** The coordinates that all examples share; absent if they differ. */
  places?: Places;
}

function firstNotFinite(numbers: Float32Array): number {
  for (let i = 0; i < numbers.length; i++) if (!Number.isFinite(numbers[i])) return i;
  return -1;
}

/** Describes what is wrong with the numbers of pairs. @param prefix of the fields' names */
function faultOfPairs({ points, coordinates, values }: Pick<Example, 'points' | 'coordinates' | 'values'>, modality: ExampleRules['modality'], prefix = ''): string | undefined {
  if (!Number.isInteger(points) || points < 1) return `${prefix}points is ${points}; expected a positive integer`;
  for (const [field, numbers, channels] of [['coordinates', coordinates, modality.coordinateChannels], ['values', values, modality.valueChannels]] as const) {
    if (!(numbers instanceof Float32Array)) return `${prefix}${field} is not a Float32Array`;
    if (numbers.length !== points * channels) return `${prefix}${field} has ${numbers.length} numbers; expected ${points} points × ${channels} channels`;
    const at = firstNotFinite(numbers);
    if (at >= 0) return `${prefix}${field} has ${numbers[at]} at ${at}; expected finite numbers`;
  }
  return undefined;
}

/** Describes which rule an example breaks; undefined if it breaks none. */
export function faultOf(example: Example, { modality, classes, conditionChannels = 0, augmentationChannels = 0, places }: ExampleRules): string | undefined {
  const { points, coordinates, label, condition, finer, augmentation } = example;
  const fault = faultOfPairs(example, modality) ?? (finer && faultOfPairs(finer, modality, 'finer.'));
  if (fault !== undefined) return fault;
  if (classes === 0 && label !== undefined) return `its label is ${label}, but there are no classes`;
  if (classes !== undefined && classes > 0 && !(Number.isInteger(label) && label! >= 0 && label! < classes)) return `its label is ${label}; expected an integer from 0 to ${classes - 1}`;
  if (condition && conditionChannels > 0 && condition.features.length !== condition.tokens * conditionChannels) {
    return `its condition has ${condition.features.length} numbers; expected ${condition.tokens} tokens × ${conditionChannels} channels`;
  }
  if (augmentation && augmentation.length !== augmentationChannels) return `its augmentation has ${augmentation.length} numbers; expected ${augmentationChannels}`;
  if (places && points !== places.points) return `it has ${points} points; the kind's places are ${places.points}`;
  const moved = places && coordinates !== places.coordinates ? coordinates.findIndex((x, i) => x !== places.coordinates[i]) : -1;
  return moved >= 0 ? `coordinate ${moved} is ${coordinates[moved]}; the kind's places have ${places!.coordinates[moved]} there` : undefined;
}

/** A data set that checks its examples as they are read. @throws ExampleError on reading, naming the kind, the example and the field */
export function checkedDataset(dataset: Dataset, rules: ExampleRules): Dataset {
  // Coordinate arrays that many examples share are compared once.
  const same = new WeakSet<Float32Array>();
  return {
    ...dataset,
    async example(index, address) {
      const example = await dataset.example(index, address);
      const places = same.has(example.coordinates) ? undefined : rules.places;
      const fault = faultOf(example, { ...rules, places });
      if (fault !== undefined) throw new ExampleError(`example ${index} of the ${rules.modality.name} data breaks the contract: ${fault}`);
      if (places) same.add(example.coordinates);
      return example;
    },
  };
}

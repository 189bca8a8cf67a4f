import type { Example } from '../modality/index.js';
import { firstNotFinite, same, type ModalityCheck, type ModalitySubject } from './subject.js';

function faultsOf({ points, coordinates, values, condition }: Example, { modality }: ModalitySubject, name: string): string[] {
  const faults: string[] = [];
  const sizes = { coordinates: [coordinates, modality.coordinateChannels], values: [values, modality.valueChannels] } as const;
  for (const [field, [numbers, channels]] of Object.entries(sizes)) {
    if (numbers.length !== points * channels) faults.push(`${name}: ${field} has ${numbers.length} numbers; expected ${points} points × ${channels} channels`);
    const at = firstNotFinite(numbers);
    if (at >= 0) faults.push(`${name}: ${field} has ${numbers[at]} at ${at}; expected finite numbers`);
  }
  if (!Number.isInteger(points) || points < 1) faults.push(`${name}: points is ${points}; expected a positive integer`);
  if (condition && (condition.tokens < 1 || condition.features.length % condition.tokens !== 0)) {
    faults.push(`${name}: condition has ${condition.features.length} numbers for ${condition.tokens} tokens; expected as many for each`);
  }
  return faults;
}

/** Examples have as many coordinates and values as their points and the modality's channels say, all finite. */
export const examplesFit: ModalityCheck = async (subject) => {
  if (subject.examples.length === 0) return ['there are no examples; expected one at least'];
  return subject.examples.flatMap((example, i) => faultsOf(example, subject, `example ${i}`));
};

const sameExample = (a: Example, b: Example) =>
  a.points === b.points && a.label === b.label && same(a.coordinates, b.coordinates) && same(a.values, b.values) &&
  a.condition?.tokens === b.condition?.tokens && same(a.condition?.features ?? [], b.condition?.features ?? []);

/** The data set's examples fit the modality, repeat for equal addresses, whatever was read between, and have labels of its classes. */
export const datasetRepeats: ModalityCheck = async (subject) => {
  const { dataset } = subject;
  if (!dataset) return [];
  if (!Number.isInteger(dataset.length) || dataset.length < 1) return [`the data set's length is ${dataset.length}; expected a positive integer`];
  const { classes } = dataset;
  const faults: string[] = [];
  const indices = [...new Set([0, Math.floor(dataset.length / 2), dataset.length - 1])];
  const read = (index: number, step: number) => dataset.example(index, { seed: 1, stream: 'augmentation', step, sample: index });
  dataset.prefetch?.(indices);
  const first: Example[] = [];
  for (const index of indices) first.push(await read(index, 0));
  for (const index of indices) await read(index, 1);
  for (const [i, index] of indices.entries()) {
    const example = first[i];
    faults.push(...faultsOf(example, subject, `example ${index} of the data set`));
    if (!sameExample(example, await read(index, 0))) faults.push(`example ${index} of the data set differs when it is read again with the same address`);
    const { label } = example;
    if (classes.length === 0 && label !== undefined) faults.push(`example ${index} of the data set has the label ${label}, but there are no classes`);
    if (classes.length > 0 && !(Number.isInteger(label) && label! >= 0 && label! < classes.length)) {
      faults.push(`example ${index} of the data set has the label ${label}; expected an integer from 0 to ${classes.length - 1}`);
    }
  }
  return faults;
};

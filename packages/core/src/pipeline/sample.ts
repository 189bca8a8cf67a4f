import { expectedOneOf } from '../errors/nearest.js';
import type { Subject } from '../kind/index.js';
import { checkSettings, SettingsError } from '../settings/index.js';
import { makeSamples, type MakeSamplesOptions, type SampleWish } from './makeSamples.js';
import type { Model } from './model.js';

/** Which samples of a model to make, besides the options of its kind of data. */
export interface SampleOptions extends Omit<MakeSamplesOptions, 'query' | 'onDone'> {
  /** A class, or several; all by default. */
  class?: string | readonly string[];
  /** Samples of each class, or subject. Default 1. */
  count?: number;
}

const OWN = ['class', 'count', 'seed', 'sampling', 'batch', 'chunk', 'signal', 'threads', 'device', 'onStep'];

/** Labels of classes by name. @throws SettingsError naming the classes and the nearest one */
export function labelsOf(names: string | readonly string[] | undefined, classes: readonly string[]): (number | undefined)[] {
  if (classes.length === 0) {
    if (names !== undefined) throw new SettingsError(`class is ${JSON.stringify(names)}: this model has no classes`, 'sample', 'class');
    return [undefined];
  }
  const wanted = names === undefined ? classes : typeof names === 'string' ? [names] : names;
  return wanted.map((name) => {
    const label = classes.indexOf(name);
    if (label < 0) throw new SettingsError(`there is no class '${name}': ${expectedOneOf(name, classes)}`, 'sample', 'class');
    return label;
  });
}

/**
 * Makes samples of a model, class after class.
 *
 * @param options which samples, and the options of the kind of data, such as `size` for pictures
 * @returns finished samples of the kind of data, such as pictures
 * @throws SettingsError naming the option, its value and what was expected
 */
export async function sample<Data extends object, Fields extends object, Sample, Ask extends object>(model: Model<Data, Fields, Sample, Ask>, options: SampleOptions & Partial<Ask> = {}): Promise<Sample[]> {
  const { kind, settings, classes } = model;
  const asked = Object.fromEntries(Object.entries(options).filter(([name]) => !OWN.includes(name)));
  const properties = kind.askFields ?? {};
  const ask = checkSettings<Ask>(asked, { type: 'object', additionalProperties: false, properties }, () => 'sample', (field) => expectedOneOf(field, [...Object.keys(properties), ...OWN]));
  const { query, condition, subjects = [undefined] } = (await kind.ask?.(settings, ask)) ?? {};
  const { class: names, count = 1, ...how } = options as SampleOptions;
  const labels = labelsOf(names, classes);
  const made: { subject?: Subject; wish: SampleWish }[] = subjects.flatMap((subject) => labels.flatMap((label) => Array.from({ length: count }, (_, index) => ({
    ...(subject && { subject }), wish: { index, condition, ...(label !== undefined && { label }), ...(subject && { context: subject.places }) },
  }))));
  const values = await makeSamples(model, made.map(({ wish }) => wish), { ...how, query: query?.places() });
  return values.map((each, i) => kind.sampleOf(each, settings, made[i].subject));
}

import { hostNumbers } from '../graph/hostNumbers.js';
import { apply, fillValue, integers, sizeOf, type Numbers, type Value } from '../graph/value.js';
import { cast } from '../kernels/kernel.js';
import type { Expressions } from './expressions.js';

/** Maximum number of elements of a constant that are expressed one by one. */
const MOST_ELEMENTS = 64;

function equalNumbers(a: Numbers, b: Numbers): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}
const numbersOf = (value: Value) => Array.from(hostNumbers(value)!, Number);

/** Whether the values are one constant or fill in all recordings. */
function same(values: readonly Value[]): boolean {
  const [first] = values;
  return values.every((value) => String(value.shape) === String(first.shape) && (
    first.source.kind === 'fill' && value.source.kind === 'fill' ? Object.is(value.source.number, first.source.number)
      : equalNumbers(hostNumbers(value)!, hostNumbers(first)!)));
}

/** start, start + step, …: what `range` and `linspace` leave in a graph. */
function progression(numbers: readonly number[]): { start: number; step: number } | undefined {
  if (numbers.length < 2) return undefined;
  const [start, step] = [numbers[0], (numbers[numbers.length - 1] - numbers[0]) / (numbers.length - 1)];
  // To single precision.
  const scale = Math.max(1e-5 * Math.abs(step), 2e-7 * Math.max(Math.abs(start), Math.abs(numbers[numbers.length - 1])));
  return step !== 0 && numbers.every((x, i) => Math.abs(x - (start + step * i)) <= scale) ? { start, step } : undefined;
}

function expressedProgression(values: readonly Value[], make: Expressions): Value | undefined {
  const [{ dtype, shape }] = values;
  const found = values.map((value) => progression(numbersOf(value)));
  if (dtype === 'bool' || found.some((each) => !each)) return undefined;
  const lengths = values.map((value) => sizeOf(value.shape));
  const start = make.scalar(dtype, found.map((each) => each!.start));
  const step = make.scalar(dtype, found.map((each) => each!.step));
  const count = make.scalar('int64', lengths);
  const to = make.integers(values.map((value) => value.shape));
  if (!start || !step || !count || !to) return undefined;
  const flat = { dtype, shape: [lengths[0]] };
  const whole = (number: number) => fillValue('int64', [], number);
  const indices = cast(apply('Range', [whole(0), count, whole(1)], { dtype: 'int64', shape: [lengths[0]] }), dtype);
  const numbers = apply('Add', [apply('Mul', [indices, step], flat), start], flat);
  return apply('Reshape', [numbers, to], { dtype, shape });
}

/** A constant or fill that differs between recordings, computed from the sizes of inputs; undefined if it cannot be. */
export function expressedConstant(values: readonly Value[], make: Expressions): Value | undefined {
  if (same(values)) return values[0];
  const [{ dtype, shape }] = values;
  if (values.every(({ source }) => source.kind === 'fill')) {
    const number = make.scalar(dtype, values.map(({ source }) => (source as { number: number }).number));
    const to = make.integers(values.map((value) => value.shape));
    if (!number || !to || shape.length === 0) return number;
    return apply('Expand', [number, to], { dtype, shape });
  }
  if (values.some((value) => value.dtype !== dtype)) return undefined;
  if (values.some((value) => String(value.shape) !== String(shape))) return expressedProgression(values, make);
  if (sizeOf(shape) > MOST_ELEMENTS) return undefined;
  const recorded = values.map(numbersOf);
  if (dtype !== 'float32') {
    const vector = make.integers(recorded);
    return vector && (shape.length === 1 ? cast(vector, dtype) : apply('Reshape', [cast(vector, dtype), integers(shape)], { dtype, shape }));
  }
  const elements = recorded[0].map((_, i) => make.scalar(dtype, recorded.map((numbers) => numbers[i])));
  if (elements.some((element) => !element)) return undefined;
  const rows = elements.map((element) => apply('Reshape', [element, integers([1])], { dtype, shape: [1] }));
  return apply('Reshape', [apply('Concat', rows, { dtype, shape: [rows.length] }, { axis: 0 }), integers(shape)], { dtype, shape });
}

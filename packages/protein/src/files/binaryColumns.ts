import { quotable } from '@inrflow/core';

/** Describes the value of a file's field for messages. */
export const said = (value: unknown): string => (value === undefined ? 'nothing' : typeof value === 'object' ? (value === null ? 'null' : 'an object') : quotable(String(value as number), 20));

/** A column's data as BinaryCIF stores them: bytes, and the encoding steps, which are undone from the last to the first. */
export interface Encoded {
  data: Uint8Array;
  encoding: readonly Record<string, unknown>[];
}

type Numbers = Int32Array | Float64Array;

/** Most rows of a table: more than twice the atoms of the largest entries. */
const MOST_ROWS = 20_000_000;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

/** Checks that a value is data with its encoding. @throws Error that says what it is instead */
export function encodedOf(value: unknown): Encoded {
  if (!isObject(value) || !(value.data instanceof Uint8Array) || !Array.isArray(value.encoding) || !value.encoding.every(isObject)) throw new Error('it has no data with their encoding');
  return value as unknown as Encoded;
}

function whole(step: Record<string, unknown>, field: string, least = 0, most = MOST_ROWS): number {
  const value = step[field];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) throw new Error(`its encoding ${said(step.kind)} has ${said(value)} for ${field}; expected a whole number from ${least} to ${most}`);
  return value;
}

function number(step: Record<string, unknown>, field: string): number {
  const value = step[field];
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`its encoding ${said(step.kind)} has ${said(value)} for ${field}; expected a number`);
  return value;
}

const READERS: Readonly<Record<number, [bytes: number, read: (view: DataView, at: number) => number, isFloat: boolean]>> = {
  1: [1, (view, at) => view.getInt8(at), false], 2: [2, (view, at) => view.getInt16(at, true), false], 3: [4, (view, at) => view.getInt32(at, true), false],
  4: [1, (view, at) => view.getUint8(at), false], 5: [2, (view, at) => view.getUint16(at, true), false], 6: [4, (view, at) => view.getUint32(at, true), true],
  32: [4, (view, at) => view.getFloat32(at, true), true], 33: [8, (view, at) => view.getFloat64(at, true), true],
};

function byteArray(bytes: Uint8Array, step: Record<string, unknown>): Numbers {
  const reader = READERS[step.type as number];
  if (!reader) throw new Error(`its encoding ByteArray has ${said(step.type)} for its type; expected 1 to 6, 32 or 33`);
  const [size, read, isFloat] = reader;
  if (bytes.length % size !== 0) throw new Error(`its ${bytes.length} bytes are not whole numbers of ${size} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const out = new (isFloat ? Float64Array : Int32Array)(bytes.length / size);
  for (let i = 0; i < out.length; i++) out[i] = read(view, size * i);
  return out;
}

/** Undoes run-length encoding: values and their numbers of repeats, alternating. */
function runLength(numbers: Numbers, step: Record<string, unknown>): Numbers {
  const size = whole(step, 'srcSize');
  let sum = 0;
  for (let i = 1; i < numbers.length; i += 2) {
    if (!(Number.isInteger(numbers[i]) && numbers[i] >= 0)) throw new Error(`a run has the length ${numbers[i]}`);
    sum += numbers[i];
  }
  if (numbers.length % 2 !== 0 || sum !== size) throw new Error(`its runs have ${sum} values in all; expected ${size}`);
  const out = new (numbers instanceof Int32Array ? Int32Array : Float64Array)(size);
  for (let i = 0, at = 0; i < numbers.length; i += 2) out.fill(numbers[i], at, (at += numbers[i + 1]));
  return out;
}

function delta(numbers: Numbers, step: Record<string, unknown>): Numbers {
  const out = new Int32Array(numbers.length);
  let last = number(step, 'origin');
  for (let i = 0; i < out.length; i++) out[i] = last += numbers[i];
  return out;
}

/** Undoes integer packing: each number is a sum of stored ones, all of which but the last are the extreme of one or two bytes. */
function integerPacking(numbers: Numbers, step: Record<string, unknown>): Numbers {
  const size = whole(step, 'srcSize');
  const bytes = whole(step, 'byteCount', 1, 4);
  const high = step.isUnsigned === true ? 2 ** (8 * bytes) - 1 : 2 ** (8 * bytes - 1) - 1;
  const low = step.isUnsigned === true ? -1 : -(2 ** (8 * bytes - 1));
  if (size > numbers.length) throw new Error(`its ${numbers.length} packed numbers are fewer than the ${size} that they stand for`);
  const out = new Int32Array(size);
  let at = 0;
  for (let i = 0; i < size; i++) {
    let value = 0;
    for (;;) {
      if (at >= numbers.length) throw new Error(`its packed numbers end at ${i} of ${size}`);
      const part = numbers[at++];
      value += part;
      if (part !== high && part !== low) break;
    }
    out[i] = value;
  }
  return out;
}

/** Undoes the steps of an encoding of numbers. @throws Error whose message gives the reason */
export function decodeNumbers(data: Uint8Array, encoding: Encoded['encoding']): Numbers {
  let numbers: Numbers | undefined;
  for (const step of [...encoding].reverse()) {
    const { kind } = step;
    if (kind === 'ByteArray') {
      if (numbers) throw new Error('its encoding has two steps ByteArray');
      numbers = byteArray(data, step);
      continue;
    }
    if (!numbers) throw new Error(`its encoding ends with ${said(kind)}; expected ByteArray`);
    const known = numbers;
    if (kind === 'RunLength') numbers = runLength(known, step);
    else if (kind === 'Delta') numbers = delta(known, step);
    else if (kind === 'IntegerPacking') numbers = integerPacking(known, step);
    else if (kind === 'FixedPoint') {
      const factor = number(step, 'factor');
      numbers = Float64Array.from(known, (value) => value / factor);
    } else if (kind === 'IntervalQuantization') {
      const [min, max, steps] = [number(step, 'min'), number(step, 'max'), whole(step, 'numSteps', 2, 2 ** 31)];
      numbers = Float64Array.from(known, (value) => min + ((max - min) * value) / (steps - 1));
    } else throw new Error(`its encoding has the step ${said(kind)}, which is not known`);
  }
  if (!numbers) throw new Error('its encoding has no steps');
  if (numbers.length > MOST_ROWS) throw new Error(`it has ${numbers.length} values; expected at most ${MOST_ROWS}`);
  return numbers;
}

/** Decodes texts, each of which is an index of a piece of one long string; −1 is an empty text. */
export function decodeTexts(data: Uint8Array, step: Record<string, unknown>): { length: number; text(row: number): string } {
  const { stringData, offsets, offsetEncoding, dataEncoding } = step;
  if (typeof stringData !== 'string' || !(offsets instanceof Uint8Array) || !Array.isArray(offsetEncoding) || !Array.isArray(dataEncoding)) throw new Error('its encoding StringArray has no texts, offsets or their encodings');
  const places = decodeNumbers(offsets, offsetEncoding as Encoded['encoding']);
  const indices = decodeNumbers(data, dataEncoding as Encoded['encoding']);
  const count = Math.max(0, places.length - 1);
  const wrong = indices.find((index) => !(Number.isInteger(index) && index >= -1 && index < count));
  if (wrong !== undefined) throw new Error(`it has the text ${wrong}, but there are ${count}`);
  return { length: indices.length, text: (row) => (indices[row] < 0 ? '' : stringData.slice(places[indices[row]], places[indices[row] + 1])) };
}

import { encodeNpy, parseNpy } from './npy.js';

/** What `numpy.save(file, numpy.array([[1.5, -2, 3], [0, 1e-3, 7]], '<f4'))` writes (NumPy 2.4). */
const SAVED = 'k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAMA/AAAAwAAAQEAAAAAAbxKDOgAA4EA=';
/** `numpy.array([[1, -2, 0.5], [65504, 6e-8, numpy.inf]], '<f2')`, saved by the same. */
const HALVES = 'k05VTVBZAQB2AHsnZGVzY3InOiAnPGYyJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAPADAADj/ewEAAHw=';
/** `numpy.array([2**53 + 1, -5], '<i8')`, saved by the same. */
const INTEGERS = 'k05VTVBZAQB2AHsnZGVzY3InOiAnPGk4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAAAAAAAgAPv/////////';
const numbers = Float32Array.of(1.5, -2, 3, 0, 1e-3, 7);

test("NumPy's own file is read, and written byte by byte", () => {
  const bytes = new Uint8Array(Buffer.from(SAVED, 'base64'));
  const { shape, data } = parseNpy(bytes);
  expect([shape, [...data]]).toEqual([[2, 3], [...numbers]]);
  expect([...encodeNpy([2, 3], numbers)]).toEqual([...bytes]);
});

test.each([[[6]], [[1, 2, 3]], [[6, 1, 1, 1]]])('shape %j comes back', (shape) => {
  expect(parseNpy(encodeNpy(shape, numbers))).toMatchObject({ shape, data: numbers });
});

test('data that do not lie on a multiple of their size are read', () => {
  const bytes = encodeNpy([2], Float32Array.of(1.5, -2));
  const shifted = new Uint8Array(bytes.length + 1);
  shifted.set(bytes, 1);
  expect([...parseNpy(shifted.subarray(1)).data]).toEqual([1.5, -2]);
});

test("NumPy's half-precision numbers are read as 32-bit ones, exactly, wherever they lie; those cut short are named", () => {
  const bytes = new Uint8Array(Buffer.from(HALVES, 'base64'));
  const expected = { shape: [2, 3], type: 'float16', data: Float32Array.of(1, -2, 0.5, 65504, 2 ** -24, Infinity) };
  expect(parseNpy(bytes)).toEqual(expected);
  const shifted = new Uint8Array(bytes.length + 1);
  shifted.set(bytes, 1);
  expect(parseNpy(shifted.subarray(1))).toEqual(expected);
  expect(() => parseNpy(bytes.subarray(0, -1))).toThrow('cut short: its shape [2, 3] takes 12 bytes, but 11 follow');
});

test("NumPy's 64-bit integers are read without rounding", () => {
  expect(parseNpy(new Uint8Array(Buffer.from(INTEGERS, 'base64')))).toEqual({ shape: [2], type: 'int64', data: BigInt64Array.of(2n ** 53n + 1n, -5n) });
});

const other = (base: string, from: string, to: string) => Buffer.from(Buffer.from(base, 'base64').toString('latin1').replace(from, to), 'latin1');

test('big-endian numbers, and those stored column by column, are read', () => {
  const swapped = other(SAVED, '<f4', '>f4');
  for (let at = 128; at < swapped.length; at += 4) swapped.subarray(at, at + 4).reverse();
  expect(parseNpy(swapped)).toEqual({ shape: [2, 3], type: 'float32', data: numbers });
  const columns = other(SAVED, 'False', 'True ');
  // What is stored as a, b, c, d, e, f in columns of two is [a, c, e], [b, d, f].
  expect([...parseNpy(columns).data]).toEqual([0, 2, 4, 1, 3, 5].map((i) => numbers[i]));
});

test('unsupported element types are named', () => {
  expect(() => parseNpy(other(HALVES, '<f2', '<c8'))).toThrow(/its numbers are of type '<c8' .*; expected one of bool, int8/);
  expect(() => parseNpy(other(HALVES, '<f2', '|O'))).toThrow('it holds Python objects');
  expect(() => parseNpy(other(HALVES, "'<f2'", "[('x', '<f2')]"))).toThrow('records of several fields');
  expect(() => parseNpy(other(HALVES, '(2, 3)', '(0, 3)'))).toThrow('its shape [0, 3] has no elements');
  expect(() => parseNpy(other(HALVES, '(2, 3),', '(99999999999, 99999999999),'))).toThrow('has more elements than any file');
});

test('what does not fit is named', () => {
  expect(() => encodeNpy([2, 2], numbers)).toThrow('an array of shape [2, 2] takes 4 numbers, not 6');
  expect(() => parseNpy(encodeNpy([6], numbers).subarray(0, 150))).toThrow('cut short: its shape [6] takes 24 bytes, but 22 follow');
  expect(() => parseNpy(Buffer.from('this is not an array'))).toThrow('not a NumPy array');
});

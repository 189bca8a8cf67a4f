import { encodeNpy, parseNpy } from './npy.js';

/** What `numpy.save(file, numpy.array([[1.5, -2, 3], [0, 1e-3, 7]], '<f4'))` writes (NumPy 2.4). */
const SAVED = 'k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAMA/AAAAwAAAQEAAAAAAbxKDOgAA4EA=';
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

test('what does not fit is named', () => {
  expect(() => encodeNpy([2, 2], numbers)).toThrow('an array of shape [2, 2] takes 4 numbers, not 6');
  expect(() => parseNpy(encodeNpy([6], numbers).subarray(0, 150))).toThrow('cut short: its shape [6] takes 24 bytes, but 22 follow');
  expect(() => parseNpy(Buffer.from('this is not an array'))).toThrow('not a NumPy array');
});

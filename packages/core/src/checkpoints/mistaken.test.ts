import { encodeNpy } from '../files/npy.js';
import { decodeHeader, encodeHeader } from './safetensorsHeader.js';

const text = (...parts: string[]) => Buffer.from(parts.join(''), 'latin1');
const withHeader = (json: string, length = json.length) => {
  const bytes = Buffer.alloc(8 + json.length);
  bytes.writeBigUInt64LE(BigInt(length), 0);
  bytes.write(json, 8);
  return bytes;
};

test.each<[string, Uint8Array, string]>([
  ['nothing', text(''), 'it is empty'],
  ['a page', text('\n<!DOCTYPE html><html>'), 'it is a page of HTML or XML'],
  ['a pointer', text('version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n'), 'it is a Git LFS pointer'],
  ['a zip archive', text('PK\x03\x04', 'x'.repeat(50)), 'it is a zip archive'],
  ['a pickle', text('\x80\x02}q', 'x'.repeat(50)), 'it is a Python pickle'],
  ['gzip', text('\x1f\x8b', 'x'.repeat(50)), 'it is packed by gzip'],
  ['an array', encodeNpy([1], Float32Array.of(1)), 'it is a NumPy array'],
  ['a configuration', text('{"modality": "image", "training": {}}'), 'it is JSON'],
  ['a few bytes', text('abc'), 'it has 3 bytes, too few for a header'],
  ['text', text('hello, this is just text'), 'its header should have'],
  ['a header of 2^60 bytes', withHeader('{}', 2 ** 60), 'its header should have 1152921504606847000 bytes, but 2 follow'],
  ['brackets', withHeader(`{"a":${'['.repeat(90_000)}${']'.repeat(90_000)}}`), "its header's brackets lie 90001 deep; expected at most 4"],
  ['a name twice', withHeader('{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}, "a" : {"dtype":"F32","shape":[],"data_offsets":[0,4]}}'), "it has two tensors 'a'"],
  ['a name of JavaScript', withHeader('{"__proto__":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}'), "it has a tensor '__proto__'"],
])('%s is recognized for what it is', (_, bytes, message) => {
  expect(() => decodeHeader(bytes, 'model.safetensors')).toThrow(`model.safetensors: ${message}`);
});

test('names of tensors may equal the keys inside entries, and contain quotes', () => {
  const entry = { dtype: 'F32', shape: [1], data_offsets: [0, 4] as [number, number] };
  const entries = { dtype: entry, shape: entry, 'a "b": {c': entry, constructor: entry };
  expect(decodeHeader(encodeHeader({ entries, metadata: { dtype: 'x' } }), 'x').entries).toEqual(entries);
});

import { decodeSafetensors, encodeSafetensors } from './safetensors.js';

const tensors = {
  weight: { shape: [2, 3], data: Float32Array.of(1, -2, 3.5, 0, Infinity, 1e-30) },
  step: { shape: [], data: Int32Array.of(-7) },
  empty: { shape: [0, 4], data: new Float32Array(0) },
};

/** A file with a header of our own making: what another writer, or a broken one, could produce. */
function fileWith(header: unknown, data: number): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + data);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
}

describe('safetensors', () => {
  test('round trip, with metadata, from an unaligned buffer too', () => {
    const bytes = encodeSafetensors(tensors, { step: '12', name: 'é' });
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    for (const file of [bytes, shifted.subarray(3)]) {
      expect(decodeSafetensors(file)).toEqual({ tensors, metadata: { step: '12', name: 'é' } });
    }
  });

  test('the layout is that of the specification', () => {
    const bytes = encodeSafetensors({ a: { shape: [1], data: Float32Array.of(1) } });
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    expect(length % 8).toBe(0);
    expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))).a).toEqual({ dtype: 'F32', shape: [1], data_offsets: [0, 4] });
    expect([...bytes.subarray(8 + length)]).toEqual([0, 0, 0x80, 0x3f]);
  });

  test('every cut is refused and names the file', () => {
    const bytes = encodeSafetensors(tensors);
    for (let end = 0; end < bytes.length; end += 3) {
      expect(() => decodeSafetensors(bytes.subarray(0, end), 'model.safetensors')).toThrow(/^model\.safetensors: /);
    }
  });

  test.each([
    ['no JSON', '{oops', 0, /header is not JSON/],
    ['no object', [], 0, /not a JSON object/],
    ['unknown dtype', { a: { dtype: 'F8', shape: [1], data_offsets: [0, 1] } }, 1, /'a' has dtype F8; expected F32 or I32/],
    ['wrong span', { a: { dtype: 'F32', shape: [2], data_offsets: [0, 4] } }, 4, /spans 4 bytes; expected 8/],
    ['overlap', { a: { dtype: 'F32', shape: [1], data_offsets: [0, 4] }, b: { dtype: 'F32', shape: [1], data_offsets: [0, 4] } }, 4, /starts at byte 0 .* expected 4/],
    ['gap', { a: { dtype: 'F32', shape: [1], data_offsets: [4, 8] } }, 8, /starts at byte 4 .* expected 0/],
    ['negative size', { a: { dtype: 'F32', shape: [-1], data_offsets: [0, 4] } }, 4, /'a' lacks a valid/],
    ['trailing bytes', {}, 5, /5 bytes follow the last tensor/],
  ])('%s', (_, header, data, message) => {
    expect(() => decodeSafetensors(fileWith(header, data))).toThrow(message);
  });

  test('numbers that do not fill the shape are refused before anything is written', () => {
    expect(() => encodeSafetensors({ w: { shape: [3], data: Float32Array.of(1) } })).toThrow(/'w' has shape \[3\] but 1 numbers/);
  });
});

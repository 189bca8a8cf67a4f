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
    ['unknown dtype', { a: { dtype: 'F8', shape: [1], data_offsets: [0, 1] } }, 1, /'a' has dtype F8; expected F32, F16, BF16 or I32/],
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

  test('half-precision and bfloat16 tensors are read as single precision', () => {
    const bytes = fileWith({ h: { dtype: 'F16', shape: [3], data_offsets: [0, 6] }, b: { dtype: 'BF16', shape: [2], data_offsets: [6, 10] } }, 10);
    new Uint8Array(bytes.buffer, bytes.length - 10).set([0x00, 0x3c, 0x00, 0xc0, 0x55, 0x35, 0x80, 0x3f, 0x20, 0xc0]);
    const { tensors: read } = decodeSafetensors(bytes);
    expect(read.h).toEqual({ shape: [3], data: Float32Array.of(1, -2, 0.333251953125) });
    expect(read.b).toEqual({ shape: [2], data: Float32Array.of(1, -2.5) });
  });

  test('floats are written in half precision if requested, integers as they are and first, so that they stay aligned', () => {
    const bytes = encodeSafetensors({ w: { shape: [3], data: Float32Array.of(1, 0.1, -70000) }, n: { shape: [1], data: Int32Array.of(123456789) } }, {}, { floats: 'F16' });
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true)))));
    expect(header.n).toEqual({ dtype: 'I32', shape: [1], data_offsets: [0, 4] });
    expect(header.w).toEqual({ dtype: 'F16', shape: [3], data_offsets: [4, 10] });
    const { tensors: read } = decodeSafetensors(bytes);
    expect(read.n.data).toEqual(Int32Array.of(123456789));
    expect([...read.w.data]).toEqual([1, 0.0999755859375, -Infinity]);
  });

  test('metadata that is not text is refused', () => {
    expect(() => decodeSafetensors(fileWith({ __metadata__: { step: 3 } }, 0), 'a.safetensors')).toThrow("a.safetensors: its metadata 'step' is not text");
    expect(() => encodeSafetensors({ __metadata__: { shape: [], data: Float32Array.of(1) } })).toThrow(/'__metadata__'/);
  });
});

import { createHash } from 'node:crypto';
import { decodeCheckpoint, encodeCheckpoint, type Checkpoint } from './checkpoint.js';
import { decodeSafetensors, encodeSafetensors } from './safetensors.js';

const checkpoint: Required<Checkpoint> = {
  content: 'training',
  config: { model: 'S', sizes: [3, 4], nested: { name: 'é', off: null } },
  progress: { step: 12, seed: 7 },
  // A name like an integer is the one case in which JSON does not keep the order of writing.
  tensors: { w: { shape: [2], data: Float32Array.of(1.5, -2) }, 10: { shape: [], data: Int32Array.of(3) }, 2: { shape: [1], data: Float32Array.of(9) } },
};

/** The same tensors with other metadata, hashes included, as another version of this software would write them. */
async function rewritten(change: Record<string, string>): Promise<Uint8Array> {
  const { tensors, metadata } = decodeSafetensors(await encodeCheckpoint(checkpoint));
  return encodeSafetensors(tensors, { ...metadata, ...change });
}

describe('checkpoint', () => {
  test('gives back what was stored', async () => {
    expect(await decodeCheckpoint(await encodeCheckpoint(checkpoint))).toEqual(checkpoint);
  });

  test('is a safetensors file whose hash any SHA-256 program finds over the data', async () => {
    const bytes = await encodeCheckpoint({ ...checkpoint, content: 'weights' }, { floats: 'F16' });
    const start = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));
    const { metadata, tensors } = decodeSafetensors(bytes);
    expect(metadata).toMatchObject({ format: 'inrflow', version: '1', kind: 'weights', config: JSON.stringify(checkpoint.config) });
    expect(metadata.sha256).toBe(createHash('sha256').update(bytes.subarray(start)).digest('hex'));
    expect(tensors.w.data).toEqual(Float32Array.of(1.5, -2));
  });

  test('every altered byte and every cut is refused, naming the file', async () => {
    const bytes = await encodeCheckpoint(checkpoint);
    for (let i = 0; i < bytes.length; i++) {
      const altered = bytes.slice();
      altered[i] ^= 1;
      await expect(decodeCheckpoint(altered, { file: 'run/last.safetensors' })).rejects.toThrow(/^run\/last\.safetensors: /);
    }
    for (let end = 0; end < bytes.length; end += 7) await expect(decodeCheckpoint(bytes.subarray(0, end), { file: 'a' })).rejects.toThrow(/^a: /);
  });

  test('altered data and an altered header say so', async () => {
    const bytes = await encodeCheckpoint(checkpoint);
    bytes[bytes.length - 1] ^= 0x10;
    await expect(decodeCheckpoint(bytes)).rejects.toThrow('checkpoint: its data have been altered: the hash differs');
    await expect(decodeCheckpoint(await rewritten({ config: '{"model":"L"}' }))).rejects.toThrow('its header has been altered');
  });

  test('another kind, format or version says what it is', async () => {
    await expect(decodeCheckpoint(await encodeCheckpoint(checkpoint), { content: 'weights' })).rejects.toThrow('it is a training checkpoint; expected a weights one');
    await expect(decodeCheckpoint(await rewritten({ format: 'pt' }))).rejects.toThrow('not an INRFlow checkpoint');
    await expect(decodeCheckpoint(await rewritten({ version: '2' }))).rejects.toThrow(/its version 2 is later than 1, .* update inrflow/);
    await expect(decodeCheckpoint(await rewritten({ version: 'new' }))).rejects.toThrow("its version is 'new'; expected a positive integer");
  });

  test('a page without cryptography is told why', async () => {
    const { crypto } = globalThis;
    Object.defineProperty(globalThis, 'crypto', { value: {}, configurable: true });
    await expect(encodeCheckpoint(checkpoint)).rejects.toThrow(/https/);
    Object.defineProperty(globalThis, 'crypto', { value: crypto, configurable: true });
  });
});

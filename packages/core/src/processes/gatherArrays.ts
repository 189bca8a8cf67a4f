import type { ProcessGroup } from './processGroup.js';

const LENGTH_BYTES = 4;

/** Concatenated arrays, each preceded by its length. */
function packed(arrays: readonly Float32Array[]): Uint8Array {
  const bytes = new Uint8Array(arrays.reduce((sum, { byteLength }) => sum + LENGTH_BYTES + byteLength, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const array of arrays) {
    view.setUint32(at, array.length, true);
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at + LENGTH_BYTES);
    at += LENGTH_BYTES + array.byteLength;
  }
  return bytes;
}

function unpacked(given: Uint8Array): Float32Array[] {
  const bytes = given.slice();
  const view = new DataView(bytes.buffer);
  const arrays: Float32Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = view.getUint32(at, true);
    arrays.push(new Float32Array(bytes.buffer, at + LENGTH_BYTES, length));
    at += LENGTH_BYTES + 4 * length;
  }
  return arrays;
}

/** The arrays of all processes, those of process 0 first, then those of process 1, and so on. */
export async function gatherArrays(processes: ProcessGroup, arrays: readonly Float32Array[]): Promise<Float32Array[]> {
  return processes.size === 1 ? [...arrays] : (await processes.gather(packed(arrays))).flatMap(unpacked);
}

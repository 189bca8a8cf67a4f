import { writeFileAtomically } from '@inrflow/core/node';
import { asLines } from './asLines.js';
import { checkPositions } from './checkPositions.js';

/**
 * Bytes of a PLY file of points: little-endian binary, or text with every digit that a 32-bit float needs.
 *
 * @param positions `[points, 3]`
 * @throws RangeError if the positions are not three finite numbers each
 */
export function encodePly(positions: Float32Array, { format = 'binary' }: { format?: 'ascii' | 'binary' } = {}): Uint8Array {
  const points = checkPositions(positions);
  const name = format === 'ascii' ? 'ascii' : 'binary_little_endian';
  const header = new TextEncoder().encode(`ply\nformat ${name} 1.0\nelement vertex ${points}\nproperty float x\nproperty float y\nproperty float z\nend_header\n`);
  if (format === 'ascii') return Buffer.concat([header, asLines(positions)]);
  const bytes = new Uint8Array(header.length + 4 * positions.length);
  bytes.set(header);
  const view = new DataView(bytes.buffer, header.length);
  positions.forEach((x, i) => view.setFloat32(4 * i, x, true));
  return bytes;
}

/**
 * Writes points as a PLY file, whole or not at all.
 *
 * @param positions `[points, 3]`
 * @throws RangeError if the positions are not three finite numbers each, or Error that names the file and why it was not written
 */
export async function writePly(file: string, positions: Float32Array, options?: { format?: 'ascii' | 'binary' }): Promise<void> {
  await writeFileAtomically(file, encodePly(positions, options));
}

import { encodeNpy, writeFileAtomically } from '@inrflow/core/node';
import { checkPositions } from './checkPositions.js';

/**
 * Writes clouds as a NumPy array of 32-bit floats, whole or not at all: `[points, 3]` for one cloud, `[clouds, points, 3]` for a list.
 *
 * @param clouds one `[points, 3]`, or several with as many points each
 * @throws RangeError if positions are not three finite numbers each, or clouds differ in their number of points; Error that names the file
 * and why it was not written
 */
export async function writeNpy(file: string, clouds: Float32Array | readonly Float32Array[]): Promise<void> {
  if (clouds instanceof Float32Array) return writeFileAtomically(file, encodeNpy([checkPositions(clouds), 3], clouds));
  const counts = clouds.map(checkPositions);
  const other = counts.findIndex((count) => count !== counts[0]);
  if (counts.length === 0) throw new RangeError('an array of clouds needs at least one');
  if (other >= 0) throw new RangeError(`cloud ${other} of an array has ${counts[other]} points, but the first ${counts[0]}`);
  const all = new Float32Array(3 * counts[0] * clouds.length);
  clouds.forEach((cloud, i) => all.set(cloud, 3 * counts[0] * i));
  await writeFileAtomically(file, encodeNpy([clouds.length, counts[0], 3], all));
}

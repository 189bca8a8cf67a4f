import { writeFileAtomically } from '@inrflow/core/node';
import { asLines } from './asLines.js';
import { checkPositions } from './checkPositions.js';

/**
 * Writes points as an XYZ file (a line of three numbers each), whole or not at all.
 *
 * @param positions `[points, 3]`
 * @throws RangeError if the positions are not three finite numbers each, or Error that names the file and why it was not written
 */
export async function writeXyz(file: string, positions: Float32Array): Promise<void> {
  checkPositions(positions);
  await writeFileAtomically(file, asLines(positions));
}

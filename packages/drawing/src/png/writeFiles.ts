import { writeFileAtomically } from '@inrflow/core/node';
import type { Picture } from '../pictures/picture.js';
import { encodeAnimation, type AnimationOptions } from './encodeAnimation.js';
import { encodePng } from './encodePng.js';

/**
 * Writes a picture as a PNG file, whole or not at all.
 *
 * @throws Error that names the file and the reason, such as a missing folder
 */
export async function writePng(file: string, picture: Picture): Promise<void> {
  await writeFileAtomically(file, encodePng(picture));
}

/**
 * Writes an animated PNG, whole or not at all.
 *
 * @throws RangeError as {@link encodeAnimation}, or Error that names the file and why it was not written
 */
export async function writeAnimation(file: string, pictures: readonly Picture[], options?: AnimationOptions): Promise<void> {
  await writeFileAtomically(file, encodeAnimation(pictures, options));
}

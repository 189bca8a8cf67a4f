import { writeFileAtomically } from '@inrflow/core/node';
import { PNG } from 'pngjs';
import type { Picture } from '../pictures/picture.js';

/** PNG colour types of 1, 3 and 4 channels (PNG specification, table 11.1). */
const COLOUR_TYPE = { 1: 0, 3: 2, 4: 6 } as const;

/** Bytes of a PNG file (8 bits a sample; grey, RGB or RGB with alpha) of a picture. */
export function encodePng({ width, height, channels, data }: Picture): Uint8Array {
  const image = new PNG({ width, height });
  image.data = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const colorType = COLOUR_TYPE[channels];
  return PNG.sync.write(image, { colorType, inputColorType: colorType, inputHasAlpha: channels === 4 });
}

/**
 * Writes a picture as a PNG file, whole or not at all.
 *
 * @throws Error that names the file and the reason, such as a folder that is not there
 */
export async function writePng(file: string, picture: Picture): Promise<void> {
  await writeFileAtomically(file, encodePng(picture));
}

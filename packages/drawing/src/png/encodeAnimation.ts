import { checkEqualSizes } from '../pictures/sheet.js';
import type { Picture } from '../pictures/picture.js';
import { encodeChunk, joined, words } from './chunks.js';
import { pictureChunks, SIGNATURE } from './encodePng.js';

/** How an animation plays. */
export interface AnimationOptions {
  /** Time each picture is shown, in milliseconds; 50 by default. */
  delay?: number;
  /** Time the last picture is shown, in milliseconds; as the others by default. */
  lastDelay?: number;
  /** How many times it plays; 0, the default, for endlessly. */
  plays?: number;
}

/** Frame control: size, place, delay in milliseconds over 1000, replace the whole picture. */
function frameControl(sequence: number, { width, height }: Picture, delay: number): Uint8Array {
  return joined([words(sequence, width, height, 0, 0, delay * 2 ** 16 + 1000), Uint8Array.of(0, 0)]);
}

/**
 * Bytes of an animated PNG (PNG specification, third edition, 11.3.6): pictures of one size and kind, the first of which is what
 * viewers without animation show.
 *
 * @throws RangeError if there are no pictures, their sizes or channels differ, or a time is not a whole number of milliseconds below 65 536
 */
export function encodeAnimation(pictures: readonly Picture[], { delay = 50, lastDelay = delay, plays = 0 }: AnimationOptions = {}): Uint8Array {
  checkEqualSizes(pictures, 'an animation');
  const other = pictures.findIndex(({ channels }) => channels !== pictures[0].channels);
  if (other >= 0) throw new RangeError(`picture ${other} of an animation has ${pictures[other].channels} channels, but the first ${pictures[0].channels}`);
  for (const [name, value] of Object.entries({ delay, lastDelay })) {
    if (!Number.isInteger(value) || value < 0 || value > 65535) throw new RangeError(`${name} of an animation must be 0 to 65535 milliseconds, not ${value}`);
  }
  let sequence = 0;
  const frames = pictures.flatMap((picture, i) => {
    const { pixels } = pictureChunks(picture);
    const control = encodeChunk('fcTL', frameControl(sequence++, picture, i === pictures.length - 1 ? lastDelay : delay));
    return [control, i === 0 ? encodeChunk('IDAT', pixels) : encodeChunk('fdAT', joined([words(sequence++), pixels]))];
  });
  const { header } = pictureChunks(pictures[0]);
  return joined([SIGNATURE, encodeChunk('IHDR', header), encodeChunk('acTL', words(pictures.length, plays)), ...frames, encodeChunk('IEND', new Uint8Array(0))]);
}

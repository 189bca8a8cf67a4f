import { peakOf, type Sound } from '../sounds/index.js';

const HEADER = 44;
const FULL_SCALE = 32767;

/**
 * Encodes a sound as a WAV file of 16-bit integers. A sound that exceeds full scale is attenuated as a whole, so nothing is clipped.
 *
 * @throws RangeError if there are no channels, they differ in length, or a sample is not finite
 */
export function encodeWav({ rate, channels }: Sound): Uint8Array {
  const frames = channels[0]?.length;
  if (!frames) throw new RangeError('a sound without samples cannot be written');
  if (channels.some(({ length }) => length !== frames)) throw new RangeError(`the channels of a sound have ${channels.map(({ length }) => length).join(' and ')} samples; expected as many in each`);
  for (const samples of channels) {
    const wrong = samples.findIndex((x) => !Number.isFinite(x));
    if (wrong >= 0) throw new RangeError(`sample ${wrong} of a sound is ${samples[wrong]}; expected finite numbers`);
  }
  const scale = FULL_SCALE / Math.max(1, peakOf({ channels }));
  const block = 2 * channels.length;
  const bytes = new Uint8Array(HEADER + frames * block);
  const view = new DataView(bytes.buffer);
  const tag = (at: number, text: string) => [...text].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  tag(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  tag(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels.length, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * block, true);
  view.setUint16(32, block, true);
  view.setUint16(34, 16, true);
  tag(36, 'data');
  view.setUint32(40, frames * block, true);
  channels.forEach((samples, channel) => {
    for (let i = 0; i < frames; i++) view.setInt16(HEADER + i * block + 2 * channel, Math.round(scale * samples[i]), true);
  });
  return bytes;
}

import { blankPicture, type Picture } from '@inrflow/drawing';
import { hertzOf, melOf, spectrogram } from '@inrflow/metrics';
import type { Sound } from '../sounds/index.js';
import { colourOf } from './colours.js';

/** Sizes of a sound's picture, in pixels: its width, and the heights of waveform and spectrogram. */
const [WIDTH, WAVE, SPECTRUM] = [192, 56, 104];
/** Decibels below the loudest at which black begins. */
const RANGE = 60;
/** Approximate length of a spectrogram's frames, in seconds. */
const FRAME = 0.024;

const INK = [38, 84, 158] as const;
const AXIS = [205, 210, 218] as const;

const meanOf = ({ channels }: Sound): Float32Array => (channels.length === 1 ? channels[0] : channels[0].map((_, i) => channels.reduce((sum, samples) => sum + samples[i], 0) / channels.length));

function drawWave(picture: Picture, samples: Float32Array, from: number, width: number): void {
  const row = (pressure: number) => Math.round((1 - Math.min(1, Math.max(-1, pressure))) * 0.5 * (WAVE - 1));
  const put = (x: number, y: number, colour: readonly number[]) => picture.data.set(colour, 3 * (y * picture.width + from + x));
  for (let x = 0; x < width; x++) {
    const [first, last] = [Math.floor((x * samples.length) / width), Math.max(Math.floor((x * samples.length) / width) + 1, Math.floor(((x + 1) * samples.length) / width))];
    let [low, high] = [Infinity, -Infinity];
    // Starts at the previous sample, so that the curve has no gaps.
    for (let i = Math.max(0, first - 1); i < Math.min(samples.length, last); i++) [low, high] = [Math.min(low, samples[i]), Math.max(high, samples[i])];
    put(x, row(0), AXIS);
    for (let y = row(high); y <= row(low); y++) put(x, y, INK);
  }
}

function drawSpectrum(picture: Picture, samples: Float32Array, rate: number): void {
  const size = 2 ** Math.max(4, Math.round(Math.log2(FRAME * rate)));
  const { frames, bins, magnitudes } = spectrogram(samples, { size, hop: Math.max(1, Math.floor(samples.length / picture.width)) });
  const loudest = magnitudes.reduce((most, x) => Math.max(most, x), 1e-6);
  const top = melOf(rate / 2);
  for (let y = 0; y < SPECTRUM; y++) {
    // Rows are evenly spaced in mel, as the ear hears pitch, with the lowest at the bottom.
    const bin = (hertzOf((1 - (y + 0.5) / SPECTRUM) * top) / (rate / 2)) * (bins - 1);
    const [below, share] = [Math.floor(bin), bin - Math.floor(bin)];
    for (let x = 0; x < picture.width; x++) {
      const t = Math.min(frames - 1, Math.floor(((x + 0.5) / picture.width) * frames));
      const magnitude = (1 - share) * magnitudes[t * bins + below] + share * magnitudes[t * bins + Math.min(bins - 1, below + 1)];
      picture.data.set(colourOf(1 + (20 * Math.log10(Math.max(magnitude, 1e-9) / loudest)) / RANGE), 3 * ((WAVE + y) * picture.width + x));
    }
  }
}

/**
 * Draws a sound as a picture of 192 × 160 pixels: its waveform from −1 to 1 (for stereo the mean), and below it the spectrogram, up to half the rate on the mel scale, 60 dB from black to the loudest.
 */
export function drawSound(sound: Sound): Picture {
  const picture = blankPicture(WIDTH, WAVE + SPECTRUM, 3, [255, 255, 255]);
  const samples = meanOf(sound);
  drawWave(picture, samples, 0, WIDTH);
  drawSpectrum(picture, samples, sound.rate);
  return picture;
}

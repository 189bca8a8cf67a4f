import type { Picture } from '@inrflow/core';

export type { Picture };

/** A red, green, blue colour, 0 … 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** An empty picture of one colour (its luma if the picture is grey). */
export function blankPicture(width: number, height: number, channels: 1 | 3, colour: Colour): Picture {
  const data = new Uint8Array(width * height * channels);
  const samples = channels === 1 ? [Math.round(luma(...colour))] : colour;
  for (let i = 0; i < data.length; i++) data[i] = samples[i % channels];
  return { width, height, channels, data };
}

/** Brightness of a colour by the weights of ITU-R BT.601: 0.299 R + 0.587 G + 0.114 B. */
export function luma(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/**
 * Lays a picture over another at a corner, blended where it has alpha; grey spreads over three channels if the target has them.
 * What reaches past the target's edge is left out.
 */
export function pastePicture(target: Picture, picture: Picture, left: number, top: number): void {
  const { channels } = target;
  for (let y = Math.max(0, -top); y < Math.min(picture.height, target.height - top); y++) {
    for (let x = Math.max(0, -left); x < Math.min(picture.width, target.width - left); x++) {
      const from = (y * picture.width + x) * picture.channels;
      const to = ((top + y) * target.width + left + x) * channels;
      const alpha = picture.channels === 4 ? picture.data[from + 3] / 255 : 1;
      for (let c = 0; c < channels; c++) {
        const over = picture.data[from + (picture.channels === 1 ? 0 : c)];
        target.data[to + c] = Math.floor(alpha * over + (1 - alpha) * target.data[to + c] + 0.5);
      }
    }
  }
}

/** A picture of 8-bit samples: grey (1 channel), RGB (3) or RGB with straight alpha (4). */
export interface Picture {
  /** Pixels a row. */
  width: number;
  /** Rows. */
  height: number;
  channels: 1 | 3 | 4;
  /** `[height, width, channels]`, row-major. */
  data: Uint8Array;
}

/** A red, green, blue colour, 0 … 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** An empty picture of one colour (its luma where the picture is grey). */
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

/** Copies a picture into another at a corner; grey is spread over three channels where the target has them. */
export function pastePicture(target: Picture, picture: Picture, left: number, top: number): void {
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      const from = (y * picture.width + x) * picture.channels;
      const to = ((top + y) * target.width + left + x) * target.channels;
      for (let c = 0; c < target.channels; c++) target.data[to + c] = picture.data[from + Math.min(c, picture.channels - 1)];
    }
  }
}

/** A picture of 8-bit samples: grey (1 channel), RGB (3) or RGB with straight alpha (4). */
export interface Picture {
  /** Pixels per row. */
  width: number;
  /** Rows. */
  height: number;
  channels: 1 | 3 | 4;
  /** `[height, width, channels]`, row-major. */
  data: Uint8Array;
}

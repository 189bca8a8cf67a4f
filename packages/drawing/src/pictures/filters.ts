/** How a picture is enlarged or shrunk. */
export type ResizeMethod = 'area' | 'nearest' | 'bilinear' | 'bicubic';

/** What one output sample along an axis is made of: input samples from `first` on, with weights that sum to 1. */
export interface Tap {
  first: number;
  weights: number[];
}

/** Catmull–Rom cubic (Keys 1981, a = −1/2). */
function cubic(x: number): number {
  const d = Math.abs(x);
  if (d < 1) return 1.5 * d ** 3 - 2.5 * d ** 2 + 1;
  return d < 2 ? -0.5 * d ** 3 + 2.5 * d ** 2 - 4 * d + 2 : 0;
}

function triangle(x: number): number {
  return Math.max(0, 1 - Math.abs(x));
}

/** Output sample i covers input samples [i·scale, (i + 1)·scale), those at the ends in part. */
function areaTap(i: number, scale: number, from: number): Tap {
  const start = i * scale;
  const end = Math.min(from, start + scale);
  const first = Math.floor(start + 1e-9);
  const weights: number[] = [];
  for (let k = first; k < end - 1e-9; k++) weights.push((Math.min(end, k + 1) - Math.max(start, k)) / (end - start));
  return { first, weights };
}

/** A kernel around the output sample's centre; what reaches past the edge falls to the edge sample. */
function kernelTap(i: number, scale: number, from: number, kernel: (x: number) => number, radius: number): Tap {
  const centre = (i + 0.5) * scale - 0.5;
  const low = Math.ceil(centre - radius);
  const high = Math.floor(centre + radius);
  const first = Math.max(0, low);
  const weights = new Array<number>(Math.max(1, Math.min(from - 1, high) - first + 1)).fill(0);
  for (let k = low; k <= high; k++) weights[Math.min(from - 1, Math.max(0, k)) - first] += kernel(k - centre);
  return { first, weights };
}

/**
 * The taps that resample `from` samples to `to`, pixel areas aligned (not pixel centres of the corners).
 *
 * @returns one tap for each output sample
 */
export function resampleTaps(from: number, to: number, method: ResizeMethod): Tap[] {
  const scale = from / to;
  return Array.from({ length: to }, (_, i) => {
    switch (method) {
      case 'area': return areaTap(i, scale, from);
      case 'nearest': return { first: Math.min(from - 1, Math.floor((i + 0.5) * scale)), weights: [1] };
      case 'bilinear': return kernelTap(i, scale, from, triangle, 1);
      case 'bicubic': return kernelTap(i, scale, from, cubic, 2);
    }
  });
}

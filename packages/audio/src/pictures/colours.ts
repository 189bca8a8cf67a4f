import type { Colour } from '@inrflow/drawing';

/** From quiet to loud: black, violet, red, orange, pale yellow, increasingly bright. */
const STOPS: readonly Colour[] = [[0, 0, 4], [59, 15, 112], [140, 41, 129], [222, 73, 104], [254, 159, 109], [252, 253, 191]];

/** The colour of a loudness from 0 to 1. */
export function colourOf(loudness: number): Colour {
  const at = Math.min(1, Math.max(0, loudness)) * (STOPS.length - 1);
  const below = Math.min(STOPS.length - 2, Math.floor(at));
  const mixed = (c: 0 | 1 | 2) => Math.round(STOPS[below][c] + (at - below) * (STOPS[below + 1][c] - STOPS[below][c]));
  return [mixed(0), mixed(1), mixed(2)];
}

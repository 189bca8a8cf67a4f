import { luma, type Colour, type Picture } from './picture.js';

/** Letters of three by five dots, rows from the top. */
const GLYPHS: Readonly<Record<string, string>> = {
  A: '010 101 111 101 101', B: '110 101 110 101 110', C: '011 100 100 100 011', D: '110 101 101 101 110', E: '111 100 110 100 111',
  F: '111 100 110 100 100', G: '011 100 101 101 011', H: '101 101 111 101 101', I: '111 010 010 010 111', J: '001 001 001 101 010',
  K: '101 101 110 101 101', L: '100 100 100 100 111', M: '101 111 111 101 101', N: '111 101 101 101 101', O: '111 101 101 101 111',
  P: '110 101 110 100 100', Q: '010 101 101 110 011', R: '110 101 110 110 101', S: '011 100 010 001 110', T: '111 010 010 010 010',
  U: '101 101 101 101 111', V: '101 101 101 101 010', W: '101 101 111 111 101', X: '101 101 010 101 101', Y: '101 101 010 010 010',
  Z: '111 001 010 100 111', 0: '010 101 101 101 010', 1: '010 110 010 010 111', 2: '110 001 010 100 111', 3: '110 001 010 001 110',
  4: '101 101 111 001 001', 5: '111 100 110 001 110', 6: '011 100 111 101 111', 7: '111 001 010 010 010', 8: '111 101 111 101 111',
  9: '111 101 111 001 110', ' ': '000 000 000 000 000', '.': '000 000 000 000 010', ',': '000 000 000 010 100', ':': '000 010 000 010 000',
  '-': '000 000 111 000 000', '+': '000 010 111 010 000', '=': '000 111 000 111 000', '/': '001 001 010 100 100', '%': '101 001 010 100 101',
  '(': '001 010 010 010 001', ')': '100 010 010 010 100', _: '000 000 000 000 111', '×': '000 101 010 101 000', '#': '101 111 101 111 101',
};
/** Drawn for a letter that has no dots of its own. */
const UNKNOWN = '111 111 111 111 111';

/** Dots of a letter's cell: its three and one of space. */
const ADVANCE = 4;

/** Height of a line of text, in dots. */
export const TEXT_HEIGHT = 5;

/** Width of a line of text, in dots. */
export function textWidth(text: string): number {
  return Math.max(0, [...text].length * ADVANCE - 1);
}

/** Black on a light background, white on a dark one. */
export function inkOn(background: Colour): Colour {
  return luma(...background) > 127 ? [0, 0, 0] : [255, 255, 255];
}

/**
 * Writes a line of capital letters, digits and a few signs, each dot `scale` pixels wide; a letter without a shape becomes a block.
 * What reaches past the picture's edge is left out.
 */
export function drawText(target: Picture, text: string, left: number, top: number, colour: Colour, scale = 1): void {
  [...text.toUpperCase()].forEach((letter, position) => {
    const rows = (Object.hasOwn(GLYPHS, letter) ? GLYPHS[letter] : UNKNOWN).split(' ');
    rows.forEach((row, y) => [...row].forEach((dot, x) => {
      if (dot === '1') fillSquare(target, left + (position * ADVANCE + x) * scale, top + y * scale, scale, colour);
    }));
  });
}

function fillSquare({ width, height, channels, data }: Picture, left: number, top: number, edge: number, colour: Colour): void {
  for (let y = Math.max(0, top); y < Math.min(height, top + edge); y++) {
    for (let x = Math.max(0, left); x < Math.min(width, left + edge); x++) {
      for (let c = 0; c < channels; c++) data[(y * width + x) * channels + c] = channels === 1 ? Math.round(luma(...colour)) : (colour[c] ?? 255);
    }
  }
}

import { contactSheet, evenlySpaced, trajectoryStrip } from './sheet.js';
import type { Picture } from './picture.js';

const flat = (sample: number, channels: 1 | 3 | 4 = 3, edge = 4): Picture => ({
  width: edge, height: edge, channels, data: Uint8Array.from({ length: edge * edge * channels }, (_, i) => (i % channels === 3 ? 51 : sample)),
});
const at = ({ width, channels, data }: Picture, x: number, y: number) => [...data.slice((y * width + x) * channels, (y * width + x + 1) * channels)];

test('pictures lie in rows with padding around, and the background fills the rest', () => {
  const sheet = contactSheet([flat(10), flat(20), flat(30)], { columns: 2, padding: 3, background: [1, 2, 3] });
  expect([sheet.width, sheet.height, sheet.channels]).toEqual([3 + 2 * 7, 3 + 2 * 7, 3]);
  // Every pixel by the definition of the layout.
  for (let y = 0; y < sheet.height; y++) {
    for (let x = 0; x < sheet.width; x++) {
      const [column, row] = [Math.floor((x - 3) / 7), Math.floor((y - 3) / 7)];
      const isInside = x >= 3 && y >= 3 && (x - 3) % 7 < 4 && (y - 3) % 7 < 4 && row * 2 + column < 3;
      expect(at(sheet, x, y)).toEqual(isInside ? Array(3).fill(10 * (row * 2 + column + 1)) : [1, 2, 3]);
    }
  }
});

test('grey stays grey; mixed with colour it is spread; alpha lies over the background', () => {
  expect(contactSheet([flat(9, 1)]).channels).toBe(1);
  const sheet = contactSheet([flat(9, 1), flat(0, 4)], { columns: 2, padding: 0 });
  expect([at(sheet, 0, 0), at(sheet, 4, 0)]).toEqual([[9, 9, 9], [204, 204, 204]]);
});

test('row labels stand left of their row, black on light and white on dark', () => {
  const plain = contactSheet([flat(7, 1, 8), flat(7, 1, 8)], { columns: 1 });
  for (const [sample, ink] of [[255, 0], [0, 255]]) {
    const sheet = contactSheet([flat(7, 1, 8), flat(7, 1, 8)], { columns: 1, labels: ['ii', 'l'], background: [sample, sample, sample] });
    expect(sheet.width).toBe(plain.width + 2 + 7);
    const dots = (top: number) => Array.from({ length: 5 }, (_, y) => Array.from({ length: 7 }, (_, x) => (at(sheet, 2 + x, top + y)[0] === ink ? '#' : '.')).join(''));
    expect(dots(3)).toEqual(['###.###', '.#...#.', '.#...#.', '.#...#.', '###.###']);
    expect(dots(13)).toEqual(['#......', '#......', '#......', '#......', '###....']);
  }
});

test('a strip shows evenly spaced steps with the first and the last', () => {
  expect(evenlySpaced(100, 4)).toEqual([0, 33, 66, 99]);
  expect(evenlySpaced(3, 8)).toEqual([0, 1, 2]);
  expect(evenlySpaced(9, 1)).toEqual([8]);
  const strip = trajectoryStrip([0, 100].map((start) => Array.from({ length: 11 }, (_, i) => flat(start + i))), { steps: 3, padding: 0 });
  expect([strip.width, strip.height]).toEqual([12, 8]);
  expect([0, 4, 8].map((x) => at(strip, x, 4)[0])).toEqual([100, 105, 110]);
});

test('what does not fit is named', () => {
  expect(() => contactSheet([])).toThrow('at least one picture');
  expect(() => contactSheet([flat(1), flat(1, 3, 5)])).toThrow('picture 1 of a contact sheet has 5×5 pixels, but the first 4×4');
  expect(() => contactSheet([flat(1)], { labels: ['a', 'b'] })).toThrow('1 rows was given 2 labels');
  expect(() => trajectoryStrip([[flat(1)], []])).toThrow('trajectory 1 has 0 pictures, but the first 1');
  expect(() => trajectoryStrip([])).toThrow('at least one picture');
});

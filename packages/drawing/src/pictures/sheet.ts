import { blankPicture, pastePicture, type Colour, type Picture } from './picture.js';
import { drawText, inkOn, TEXT_HEIGHT, textWidth } from './text.js';

/** How pictures are laid out on a sheet. */
export interface ContactSheetOptions {
  /** Pictures per row; by default as many as make the sheet about square. */
  columns?: number;
  /** A name for each row, written in capitals to its left. */
  labels?: readonly string[];
  /** Pixels between and around the pictures; 2 by default, none for a single one without a label. */
  padding?: number;
  /** White by default. */
  background?: Colour;
}

/**
 * Refuses pictures that differ in size.
 *
 * @throws RangeError if there are none, or one differs from the first
 */
export function checkEqualSizes(pictures: readonly Picture[], what: string): void {
  if (pictures.length === 0) throw new RangeError(`${what} needs at least one picture`);
  const [{ width, height }] = pictures;
  const other = pictures.findIndex((picture) => picture.width !== width || picture.height !== height);
  if (other >= 0) {
    throw new RangeError(`picture ${other} of ${what} has ${pictures[other].width}×${pictures[other].height} pixels, but the first ${width}×${height}`);
  }
}

/**
 * Pictures of one size in rows on one sheet; alpha is laid over the background.
 *
 * @returns grey if all pictures and the background are grey, else RGB
 * @throws RangeError if there are no pictures, their sizes differ, or labels do not fit the rows
 */
export function contactSheet(pictures: readonly Picture[], options: ContactSheetOptions = {}): Picture {
  checkEqualSizes(pictures, 'a contact sheet');
  const { columns = Math.ceil(Math.sqrt(pictures.length)), labels, padding = pictures.length === 1 && !labels ? 0 : 2, background = [255, 255, 255] } = options;
  if (!Number.isInteger(columns) || columns < 1) throw new RangeError(`columns of a contact sheet must be a positive integer, not ${columns}`);
  if (!Number.isInteger(padding) || padding < 0) throw new RangeError(`padding of a contact sheet must be a whole number of pixels, not ${padding}`);
  const rows = Math.ceil(pictures.length / columns);
  if (labels && labels.length !== rows) throw new RangeError(`a contact sheet of ${rows} rows was given ${labels.length} labels`);

  const [{ width, height }] = pictures;
  const scale = height >= 32 ? 2 : 1;
  const margin = labels ? padding + Math.max(...labels.map(textWidth)) * scale : 0;
  const isGrey = pictures.every(({ channels }) => channels === 1) && background.every((sample) => sample === background[0]);
  const sheet = blankPicture(margin + padding + columns * (width + padding), padding + rows * (height + padding), isGrey ? 1 : 3, background);
  pictures.forEach((picture, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    pastePicture(sheet, picture, margin + padding + column * (width + padding), padding + row * (height + padding));
  });
  labels?.forEach((label, row) => {
    const top = padding + row * (height + padding) + Math.floor((height - TEXT_HEIGHT * scale) / 2);
    drawText(sheet, label, padding, top, inkOn(background), scale);
  });
  return sheet;
}

/** Indices of `count` evenly spaced items of `total`, including the first and the last; all if there are fewer. */
export function evenlySpaced(total: number, count: number): number[] {
  if (count >= total) return Array.from({ length: total }, (_, i) => i);
  if (count === 1) return [total - 1];
  return Array.from({ length: count }, (_, i) => Math.round((i * (total - 1)) / (count - 1)));
}

/**
 * How samples form: one row per sample, from noise at the left to data at the right.
 *
 * @param trajectories for each sample its pictures in the order of time, equally many for all
 * @param options.steps pictures shown of each, evenly spaced with the first and the last; 8 by default
 * @throws RangeError if there are none, or numbers or sizes of pictures differ
 */
export function trajectoryStrip(
  trajectories: readonly (readonly Picture[])[],
  { steps = 8, ...options }: { steps?: number } & Omit<ContactSheetOptions, 'columns'> = {},
): Picture {
  if (!Number.isInteger(steps) || steps < 1) throw new RangeError(`steps of a trajectory strip must be a positive integer, not ${steps}`);
  const length = trajectories[0]?.length ?? 0;
  const other = trajectories.findIndex((trajectory) => trajectory.length !== length);
  if (other >= 0) throw new RangeError(`trajectory ${other} has ${trajectories[other].length} pictures, but the first ${length}`);
  const shown = evenlySpaced(length, steps);
  return contactSheet(trajectories.flatMap((trajectory) => shown.map((i) => trajectory[i])), { ...options, columns: Math.max(1, shown.length) });
}

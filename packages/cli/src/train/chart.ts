import { TIME_EDGES } from '@inrflow/core';
import type { Metrics } from './metrics.js';

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [760, 300, 58, 34, 12, 12];
/** Maximum number of points of the curve; more are averaged. */
const MOST_POINTS = 400;

/** Losses averaged over equal stretches of steps: the last step and the mean of each stretch. */
export function averagedLosses(lines: readonly Pick<Metrics, 'step' | 'loss'>[], most = MOST_POINTS): { step: number; loss: number }[] {
  const size = Math.ceil(lines.length / most);
  return Array.from({ length: Math.ceil(lines.length / Math.max(1, size)) }, (_, i) => {
    const stretch = lines.slice(i * size, (i + 1) * size);
    return { step: stretch[stretch.length - 1].step, loss: stretch.reduce((sum, { loss }) => sum + loss, 0) / stretch.length };
  });
}

/** Round numbers that divide a range into about `parts` parts. */
export function ticks(from: number, to: number, parts: number): number[] {
  const rough = (to - from) / parts || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const size = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(from / size - 1e-9);
  return Array.from({ length: Math.max(0, Math.floor(to / size + 1e-9) - first + 1) }, (_, i) => Number(((first + i) * size).toPrecision(12)));
}

/** The loss over the steps as an SVG drawing; text and lines take the page's colour. */
export function lossChart(lines: readonly Pick<Metrics, 'step' | 'loss'>[]): string {
  const points = averagedLosses(lines);
  if (points.length === 0) return '<p>No step is done yet.</p>';
  const sorted = points.map(({ loss }) => loss).sort((a, b) => a - b);
  // The first few losses would compress all others to the bottom.
  const highest = Math.max(sorted[Math.floor(0.98 * (sorted.length - 1))], sorted[0] * 1.05 + 1e-9);
  const lowest = sorted[0];
  const last = points[points.length - 1].step;
  const x = (step: number) => LEFT + (step / last) * (WIDTH - LEFT - RIGHT);
  const y = (loss: number) => TOP + (1 - (Math.min(loss, highest) - lowest) / (highest - lowest)) * (HEIGHT - TOP - BOTTOM);
  const across = ticks(lowest, highest, 5).map((value) =>
    `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(value).toFixed(1)}" y2="${y(value).toFixed(1)}"/><text x="${LEFT - 8}" y="${(y(value) + 4).toFixed(1)}" text-anchor="end">${value}</text>`);
  const along = ticks(0, last, 6).map((value) => `<text x="${x(value).toFixed(1)}" y="${HEIGHT - 12}" text-anchor="middle">${value}</text>`);
  const curve = points.map(({ step, loss }) => `${x(step).toFixed(1)},${y(loss).toFixed(1)}`).join(' ');
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Loss by step">${across.join('')}${along.join('')}<polyline points="${curve}"/></svg>`;
}

/** Share of a run's last steps that the loss by time is averaged over. */
const LATEST = 0.2;

/** Mean loss in each bin of time over the last fifth of the steps; null for bins without a sample. */
export function latestByTime(lines: readonly Pick<Metrics, 'lossByTime'>[]): (number | null)[] {
  const latest = lines.slice(-Math.max(1, Math.round(LATEST * lines.length)));
  return TIME_EDGES.slice(1).map((_, bin) => {
    const losses = latest.map(({ lossByTime }) => lossByTime?.[bin]).filter((loss): loss is number => typeof loss === 'number');
    return losses.length > 0 ? losses.reduce((sum, loss) => sum + loss, 0) / losses.length : null;
  });
}

/** The loss by time as a row of bars, as SVG; nothing if no step recorded it. */
export function timeChart(lines: readonly Pick<Metrics, 'lossByTime'>[]): string {
  const means = latestByTime(lines);
  const highest = Math.max(...means.map((mean) => mean ?? 0));
  if (!(highest > 0)) return '';
  const width = (WIDTH - LEFT - RIGHT) / means.length;
  const y = (loss: number) => TOP + (1 - loss / highest) * (HEIGHT - TOP - BOTTOM);
  const across = ticks(0, highest, 4).map((value) => `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(value).toFixed(1)}" y2="${y(value).toFixed(1)}"/><text x="${LEFT - 8}" y="${(y(value) + 4).toFixed(1)}" text-anchor="end">${value}</text>`);
  const bars = means.map((mean, bin) => {
    const x = LEFT + bin * width;
    const bar = mean === null ? '' : `<rect x="${(x + 3).toFixed(1)}" y="${y(mean).toFixed(1)}" width="${(width - 6).toFixed(1)}" height="${(HEIGHT - BOTTOM - y(mean)).toFixed(1)}"><title>${mean.toPrecision(4)}</title></rect>`;
    return bar;
  });
  const edges = TIME_EDGES.map((edge, i) => `<text x="${(LEFT + i * width).toFixed(1)}" y="${HEIGHT - 12}" text-anchor="middle">${edge}</text>`);
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Loss by time">${across.join('')}${bars.join('')}${edges.join('')}</svg>`;
}

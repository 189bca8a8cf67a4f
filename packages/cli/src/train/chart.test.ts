import { averagedLosses, latestByTime, lossChart, ticks, timeChart } from './chart.js';

const lines = Array.from({ length: 1000 }, (_, i) => ({ step: i + 1, loss: 1 / (i + 1) }));

test('stretches cover every step once, and averaging them preserves the mean', () => {
  const averaged = averagedLosses(lines, 30);
  expect(averaged.length).toBeLessThanOrEqual(30);
  expect(averaged.at(-1)!.step).toBe(1000);
  let [sum, from] = [0, 0];
  for (const { step, loss } of averaged) {
    sum += loss * (step - from);
    from = step;
  }
  expect(sum).toBeCloseTo(lines.reduce((total, { loss }) => total + loss, 0), 9);
});

test('ticks are round and inside the range', () => {
  expect(ticks(0, 1000, 5)).toEqual([0, 200, 400, 600, 800, 1000]);
  expect(ticks(0.31, 0.62, 3)).toEqual([0.4, 0.6]);
  expect(ticks(1, 1, 3)).toEqual([1]);
});

test('the curve stays inside the drawing', () => {
  const svg = lossChart(lines);
  const points = /points="([^"]*)"/.exec(svg)![1].split(' ').map((pair) => pair.split(',').map(Number));
  expect(points.every(([x, y]) => x >= 0 && x <= 760 && y >= 0 && y <= 300)).toBe(true);
  expect(lossChart([])).toContain('No step');
  expect(lossChart([{ step: 1, loss: 2 }])).not.toContain('NaN');
});

test('the loss by time is that of the last fifth of the steps, with a bar for each bin that has samples', () => {
  const bins = (loss: number, bin = 3) => Array.from({ length: 12 }, (_, i) => (i === bin || i === 11 ? loss : null));
  const lines = [...Array.from({ length: 8 }, () => ({ lossByTime: bins(9) })), { lossByTime: bins(1) }, { lossByTime: bins(3, 4) }];
  expect(latestByTime(lines)).toEqual([null, null, null, 1, 3, null, null, null, null, null, null, 2]);
  expect(timeChart(lines).match(/<rect /g)).toHaveLength(3);
  expect([timeChart([]), timeChart([{}])]).toEqual(['', '']);
});

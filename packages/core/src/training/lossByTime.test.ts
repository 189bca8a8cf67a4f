import { lossByTime, TIME_EDGES } from './lossByTime.js';

test('every time falls into one bin, and bins have the means of what falls into them', () => {
  const samples = Array.from({ length: 1000 }, (_, i) => ({ time: i / 1000, loss: i % 7 }));
  const expected = TIME_EDGES.slice(0, -1).map((from, bin) => {
    const inside = samples.filter(({ time }) => time >= from && (time < TIME_EDGES[bin + 1] || bin === TIME_EDGES.length - 2));
    return inside.reduce((sum, { loss }) => sum + loss, 0) / inside.length;
  });
  lossByTime(samples).forEach((mean, bin) => expect(mean).toBeCloseTo(expected[bin], 12));
  expect(lossByTime([{ time: 1, loss: 2 }, { time: 0, loss: 3 }])).toEqual([3, ...Array(10).fill(null), 2]);
});

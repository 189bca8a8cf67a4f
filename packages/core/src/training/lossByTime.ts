/** Edges of the bins of time. Late bins are narrow, because a sample's last details are decided there. */
export const TIME_EDGES: readonly number[] = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1];

/** Mean loss in each bin of {@link TIME_EDGES}; null if it has no sample. */
export function lossByTime(samples: readonly { time: number; loss: number }[]): (number | null)[] {
  const [sums, counts] = [new Float64Array(TIME_EDGES.length - 1), new Uint32Array(TIME_EDGES.length - 1)];
  for (const { time, loss } of samples) {
    let bin = 0;
    while (bin < sums.length - 1 && time >= TIME_EDGES[bin + 1]) bin++;
    sums[bin] += loss;
    counts[bin]++;
  }
  return Array.from(sums, (sum, bin) => (counts[bin] > 0 ? sum / counts[bin] : null));
}

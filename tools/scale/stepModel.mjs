// A training step's time on paper, against the number of nodes.

/** Parameters and FLOP of a training step of one picture of 256 × 256 with 4 096 pixels decoded: docs/presets.md. */
export const MODELS = { S: [36.9e6, 419e9], B: [144.9e6, 1412e9], L: [483.1e6, 3474e9], XL: [730.4e6, 5175e9] };
export const NODES = [1, 8, 16, 32, 64, 128, 256, 512, 1024];
/** Bytes that are summed in one request. */
const BUCKET = 4 * 2 ** 20;

/**
 * Seconds of a step. Compute: the examples of the largest share, times FLOP per example, over FLOP per second of a node. Communication, after it: an all-reduce of the gradients in float32, which takes
 * 2 · (n − 1)/n · 4 bytes a parameter over the bandwidth (Patarasuk and Yuan, 2009), and 2 · ⌈log₂ n⌉ latencies for each bucket, as if none hid behind another, and for the two messages of a step's report.
 *
 * @param machine `flops` per second of a node, `bandwidth` in bytes per second, `latency` in seconds
 */
export function stepSeconds([parameters, perExample], nodes, { flops, bandwidth, latency, batch }) {
  const compute = (Math.ceil(batch / nodes) * perExample) / flops;
  if (nodes === 1) return { compute, communication: 0 };
  const bytes = 4 * parameters;
  const communication = (2 * (nodes - 1) * bytes) / nodes / bandwidth + (Math.ceil(bytes / BUCKET) + 2) * 2 * Math.ceil(Math.log2(nodes)) * latency;
  return { compute, communication };
}

/** The table of docs/scale-out.md: seconds per step, and the share of ideal speed. */
export function stepTable(machine) {
  const cell = (model, nodes) => {
    // A batch feeds at most as many nodes as it has examples.
    if (nodes > machine.batch) return `– (batch ${machine.batch})`;
    const [{ compute, communication }, alone] = [stepSeconds(model, nodes, machine), stepSeconds(model, 1, machine)];
    const total = compute + communication;
    return `${total < 100 ? total.toPrecision(3) : Math.round(total)} s, ${Math.round((100 * alone.compute) / nodes / total)} %`;
  };
  return [
    `| nodes | ${Object.keys(MODELS).join(' | ')} |`, `|---|${Object.keys(MODELS).map(() => '---|').join('')}`,
    ...NODES.map((nodes) => `| ${nodes} | ${Object.values(MODELS).map((model) => cell(model, nodes)).join(' | ')} |`),
  ].join('\n');
}

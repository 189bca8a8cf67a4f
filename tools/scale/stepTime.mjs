// The model of docs/scale-out.md: seconds of a training step against the number of nodes.
//
//     node tools/scale/stepTime.mjs [--flops 1e12] [--bandwidth 12.5e9] [--latency 5e-6] [--batch 512]
//
// Compute: examples of the largest share · FLOP an example / FLOP a second of a node. Communication, after it: an all-reduce of the gradients in float32, 2 · (n − 1)/n · 4 · parameters / bandwidth, and 2 · log2 n latencies a
// bucket of 4 MiB where buckets do not hide each other's latency, at worst, plus the gather of the step's report. A batch feeds at most as many processes as it has examples.
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { flops: { type: 'string', default: '1e12' }, bandwidth: { type: 'string', default: '12.5e9' }, latency: { type: 'string', default: '5e-6' }, batch: { type: 'string', default: '512' } } });
const [flops, bandwidth, latency, batch] = ['flops', 'bandwidth', 'latency', 'batch'].map((name) => Number(values[name]));

// Parameters and FLOP of a training step of one picture of 256 × 256 with 4 096 pixels decoded: docs/presets.md.
const MODELS = { S: [36.9e6, 419e9], B: [144.9e6, 1412e9], L: [483.1e6, 3474e9], XL: [730.4e6, 5175e9] };
const NODES = [1, 8, 16, 32, 64, 128, 256, 512, 1024];
const BUCKET = 4 * 2 ** 20;

/** Seconds of a step on some nodes. */
function stepSeconds([parameters, perExample], nodes) {
  const compute = (Math.ceil(batch / nodes) * perExample) / flops;
  if (nodes === 1) return { compute, communication: 0 };
  const bytes = 4 * parameters;
  const communication = (2 * (nodes - 1) * bytes) / nodes / bandwidth + (Math.ceil(bytes / BUCKET) + 2) * 2 * Math.ceil(Math.log2(nodes)) * latency;
  return { compute, communication };
}

console.log(`| nodes | ${Object.keys(MODELS).join(' | ')} |\n|---|${Object.keys(MODELS).map(() => '---|').join('')}`);
for (const nodes of NODES) {
  const cells = Object.values(MODELS).map((model) => {
    if (nodes > batch) return `– (batch ${batch})`;
    const [{ compute, communication }, alone] = [stepSeconds(model, nodes), stepSeconds(model, 1)];
    const total = compute + communication;
    return `${total < 100 ? total.toPrecision(3) : Math.round(total)} s, ${Math.round((100 * alone.compute) / nodes / total)} %`;
  });
  console.log(`| ${nodes} | ${cells.join(' | ')} |`);
}

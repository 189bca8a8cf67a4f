// Prints the table of docs/scale-out.md for a machine of yours:
//
//     node tools/scale/stepTime.mjs [--flops 1e12] [--bandwidth 12.5e9] [--latency 5e-6] [--batch 512]
import { parseArgs } from 'node:util';
import { stepTable } from './stepModel.mjs';

const { values } = parseArgs({ options: { flops: { type: 'string', default: '1e12' }, bandwidth: { type: 'string', default: '12.5e9' }, latency: { type: 'string', default: '5e-6' }, batch: { type: 'string', default: '512' } } });
console.log(stepTable(Object.fromEntries(Object.entries(values).map(([name, text]) => [name, Number(text)]))));

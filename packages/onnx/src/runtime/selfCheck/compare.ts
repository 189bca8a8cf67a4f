import { describeModel } from '../../format/describe.js';
import { writeModel } from '../../format/writer.js';
import { simplify } from '../../graph/simplify.js';
import { trace } from '../../compile/trace.js';
import type { RuntimeDevice } from '../device.js';
import { DEVICE_RULES, type DeviceRules } from '../deviceRules.js';
import { openSession } from '../openSession.js';
import type { HostTensor } from '../session.js';
import type { SelfCheckCase } from './cases.js';

async function computed({ inputs, compute }: SelfCheckCase, device: RuntimeDevice, rules: DeviceRules): Promise<Record<string, HostTensor>> {
  const traced = trace(compute as never, inputs.map(({ shape, dtype }) => ({ shape, dtype })) as never);
  const values = simplify(traced.outputs.map(({ value }) => value), rules);
  const session = await openSession(writeModel(describeModel(traced.inputs, traced.outputs.map(({ name }, i) => ({ name, value: values[i] })))), device, { rules, threads: 1 });
  try {
    return (await session.run(Object.fromEntries(inputs.map((input, i) => [String(i), input])))) as Record<string, HostTensor>;
  } finally {
    await session.dispose();
  }
}

/** The largest difference of two arrays relative to the largest number of the first; NaN counts as infinite. */
function relativeDifference(expected: HostTensor, actual: HostTensor): number {
  let [most, difference] = [0, 0];
  expected.data.forEach((x, i) => {
    most = Math.max(most, Math.abs(x));
    const distance = Math.abs(actual.data[i] - x);
    difference = Math.max(difference, Number.isNaN(distance) ? Infinity : distance);
  });
  return most === 0 ? difference : difference / most;
}

/** How far a device is from the CPU, relative to the largest number of each output; `reason` if it did not run. */
export async function compareWithCpu(each: SelfCheckCase, device: RuntimeDevice, rules: DeviceRules): Promise<{ difference: number; reason?: string }> {
  const expected = await computed(each, 'cpu', DEVICE_RULES.cpu);
  try {
    const actual = await computed(each, device, rules);
    return { difference: Math.max(...Object.keys(expected).map((name) => relativeDifference(expected[name], actual[name]))) };
  } catch (error) {
    return { difference: NaN, reason: (error as Error).message };
  }
}

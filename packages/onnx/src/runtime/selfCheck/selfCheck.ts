import { compareWithCpu } from './compare.js';
import { selfCheckCases, type SelfCheckCase } from './cases.js';
import { describeAdapter } from '../adapter.js';
import type { RuntimeDevice } from '../device.js';
import { DEVICE_RULES, type DeviceRules } from '../deviceRules.js';
import { loadRuntime } from '../load.js';
import { passedBefore, rememberPassed } from './passed.js';

/** What a device computes wrongly. */
export interface Fault {
  /** The name of the case, such as `attention of 64 to 64 tokens`. */
  operator: string;
  /** Largest difference from the CPU, relative to the largest number; NaN if it did not run at all. */
  difference: number;
  /** Largest difference that passes, relative to the largest number. */
  limit: number;
  /** ONNX Runtime's reason if it did not run. */
  reason?: string;
}

/** How a device is checked; the defaults are what {@link createSession} uses. */
export interface SelfCheckOptions {
  rules?: DeviceRules;
  cases?: readonly SelfCheckCase[];
}

/**
 * Compares a device with the CPU: normalization with all its outputs, attention at 1 to 256 tokens, activations, sines, gathers and
 * scatters, and a small training step with its gradients.
 *
 * @returns the first thing that it computes wrongly; undefined if all is right
 */
export async function selfCheck(device: RuntimeDevice, { rules = DEVICE_RULES[device], cases = selfCheckCases }: SelfCheckOptions = {}): Promise<Fault | undefined> {
  for (const each of cases) {
    const { difference, reason } = await compareWithCpu(each, device, rules);
    if (!(difference <= each.limit)) return { operator: each.operator, difference, limit: each.limit, ...(reason !== undefined && { reason }) };
  }
  return undefined;
}

const found = new Map<RuntimeDevice, Promise<Fault | undefined>>();

/** {@link selfCheck}, once per process; a device that has passed with this driver and this ONNX Runtime is not checked again. */
export function checkedOnce(device: RuntimeDevice): Promise<Fault | undefined> {
  if (device === 'cpu') return Promise.resolve(undefined);
  const known = found.get(device);
  if (known) return known;
  const checking = (async () => {
    const { versions = {} } = (await loadRuntime(device)).env;
    const key = [device, await describeAdapter(device), versions.node ?? versions.web ?? versions.common, selfCheckCases.length, JSON.stringify(DEVICE_RULES[device])].join(' | ');
    if (passedBefore(key)) return undefined;
    const fault = await selfCheck(device);
    if (!fault) rememberPassed(key);
    return fault;
  })();
  found.set(device, checking);
  checking.catch(() => found.delete(device));
  return checking;
}

/** A fault in words. */
export function describeFault({ operator, difference, limit, reason }: Fault): string {
  if (reason !== undefined) return `${operator} fails: ${reason}`;
  return `it computes wrongly: ${operator} differs from the CPU by ${difference.toPrecision(2)} of its largest number, more than ${limit}`;
}

import { describeModel } from '../format/describe.js';
import { writeModel } from '../format/writer.js';
import { apply, inputValue, type Value } from '../graph/value.js';
import { checkDevice, DEVICES, type Device, type RuntimeDevice } from './device.js';
import { whyUnusable } from './devices.js';
import { openSession } from './openSession.js';
import { numbers } from './selfCheck/cases.js';

const SIZE = 768;
const PRODUCTS = 4;

/** Seconds that a few products of matrices take on a device, the best of three. */
async function secondsOn(device: RuntimeDevice): Promise<number> {
  const shape = [SIZE, SIZE];
  const [x, y] = [inputValue('x', 'float32', shape), inputValue('y', 'float32', shape)];
  let value: Value = x;
  for (let i = 0; i < PRODUCTS; i++) value = apply('MatMul', [value, y], { dtype: 'float32', shape });
  const session = await openSession(writeModel(describeModel([x, y], [{ name: 'z', value }])), device);
  const given = { x: numbers(shape, 1), y: numbers(shape, 2) };
  await session.run(given);
  let best = Infinity;
  for (let i = 0; i < 3; i++) {
    const begun = performance.now();
    await session.run(given);
    best = Math.min(best, (performance.now() - begun) / 1000);
  }
  await session.dispose();
  return best;
}

let chosen: Promise<RuntimeDevice> | undefined;

/** The device that computes correctly and multiplies matrices fastest: a graphics card that the processor emulates is slower than the processor itself. */
async function fastest(): Promise<RuntimeDevice> {
  const usable: RuntimeDevice[] = [];
  for (const device of DEVICES) if (!(await whyUnusable(device))) usable.push(device);
  if (usable.length === 1) return usable[0];
  const timed: [RuntimeDevice, number][] = [];
  for (const device of usable) timed.push([device, await secondsOn(device)]);
  return timed.reduce((best, each) => (each[1] < best[1] ? each : best))[0];
}

/**
 * What a device means here: `auto` is the fastest device of ONNX Runtime that computes correctly, measured once per process; any other is itself.
 *
 * @throws RangeError naming the choices if there is no such device
 */
export async function chooseDevice(device: Device): Promise<Exclude<Device, 'auto'>> {
  if (checkDevice(device) !== 'auto') return device as Exclude<Device, 'auto'>;
  return (chosen ??= fastest());
}

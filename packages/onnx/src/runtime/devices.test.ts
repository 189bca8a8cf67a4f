import { apply, inputValue } from '../graph/value.js';
import { describeModel } from '../format/describe.js';
import { writeModel } from '../format/writer.js';
import { devices, DEVICES } from './devices.js';
import { createSession } from './session.js';

const x = inputValue('x', 'float32', [3]);
const model = writeModel(describeModel([x], [{ name: 'y', value: apply('Exp', [x], { dtype: 'float32', shape: [3] }) }]));
const feeds = { x: { dtype: 'float32' as const, shape: [3], data: Float32Array.of(0, 1, 2) } };

describe('devices', () => {
  test('each is listed; what is listed as available runs a model, what is not refuses with the same reason', async () => {
    const reports = await devices();
    expect(reports.map(({ device }) => device)).toEqual(DEVICES);
    expect(reports[0]).toEqual({ device: 'cpu', available: true });
    for (const { device, available, reason } of reports) {
      if (!available) {
        expect(reason).toMatch(/\w/);
        await expect(createSession(model, { device })).rejects.toThrow(`device '${device}' is not available: ${reason}`);
        continue;
      }
      const session = await createSession(model, { device, threads: 1 });
      const { y } = await session.run(feeds);
      Array.from(y.data).forEach((number, i) => expect(number).toBeCloseTo(Math.exp(i), 3));
      await session.dispose();
    }
  });

  test('an unknown device is an error with the known ones', async () => {
    await expect(createSession(model, { device: 'tpu' as 'cpu' })).rejects.toThrow("there is no device 'tpu'; expected one of cpu, cuda, webgpu, directml, coreml");
  });
});

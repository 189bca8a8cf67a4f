import { apply, inputValue } from '../graph/value.js';
import { describeModel } from '../format/describe.js';
import { writeModel } from '../format/writer.js';
import { DEVICES, DeviceError } from './device.js';
import { DEVICE_RULES } from './deviceRules.js';
import { devices } from './devices.js';
import { createSession } from './session.js';

const x = inputValue('x', 'float32', [3]);
const model = writeModel(describeModel([x], [{ name: 'y', value: apply('Exp', [x], { dtype: 'float32', shape: [3] }) }]));
const feeds = { x: { dtype: 'float32' as const, shape: [3], data: Float32Array.of(0, 1, 2) } };

describe('devices', () => {
  test('each is listed; what is listed as available runs a model, what is not refuses with the same reason', async () => {
    const reports = await devices();
    expect(reports.map(({ device }) => device)).toEqual(DEVICES);
    expect(reports[0]).toMatchObject({ device: 'cpu', available: true });
    for (const { device, available, reason } of reports) {
      if (!available) {
        expect(reason).toMatch(/\w/);
        await expect(createSession(model, { device })).rejects.toThrow(new DeviceError(device, `device '${device}' is not available: ${reason}`));
        continue;
      }
      const session = await createSession(model, { device, threads: 1 });
      const { y } = await session.run(feeds);
      Array.from(y.data).forEach((number, i) => expect(number).toBeCloseTo(Math.exp(i), 3));
      await session.dispose();
    }
  });

  test('an unknown device is an error with the known ones', async () => {
    await expect(createSession(model, { device: 'tpu' as 'cpu' })).rejects.toThrow("there is no device 'tpu'; expected auto, cpu, cuda, webgpu, directml, coreml or tfjs:<backend>");
  });

  test('TensorFlow.js refuses ONNX models', async () => {
    await expect(createSession(model, { device: 'tfjs:cpu' })).rejects.toThrow("device 'tfjs:cpu' runs functions of tensors, not ONNX models");
  });

  test('the fastest device is one of those that are available', async () => {
    const session = await createSession(model, { device: 'auto', threads: 1 });
    const available = (await devices()).filter((report) => report.available).map(({ device }) => device);
    expect(available).toContain(session.device);
    await session.dispose();
  });

  test('rules give their reasons', () => {
    for (const device of DEVICES) {
      const { reasons, unfused, optimization } = DEVICE_RULES[device];
      expect(reasons.length).toBeGreaterThan(0);
      if (device !== 'cpu') expect([device, optimization]).toEqual([device, 'basic']);
      for (const operator of unfused) expect([operator, reasons.join(' ')]).toEqual(['MultiHeadAttention', expect.stringContaining('attention')]);
    }
  });
});

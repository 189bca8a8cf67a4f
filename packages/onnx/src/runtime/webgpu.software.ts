// Run by webgpu.test.ts in a process that has a software driver for WebGPU.
import { existsSync, readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { compile } from '../compile/compile.js';
import { DEVICE_RULES } from './deviceRules.js';
import { createCopier } from './copier.js';
import { devices } from './devices.js';
import { numbers } from './selfCheck/cases.js';
import { checkedOnce, describeFault, selfCheck } from './selfCheck/selfCheck.js';
import { passedFile } from './selfCheck/passed.js';
import type { DeviceTensor } from './session.js';

test('the device passes with its rules, is named by its driver, and is not checked again', async () => {
  expect(existsSync(passedFile()!)).toBe(false);
  const report = (await devices()).find(({ device }) => device === 'webgpu');
  expect(report).toEqual({ device: 'webgpu', available: true, adapter: 'Vulkan driver vk_swiftshader_icd' });
  expect(JSON.parse(readFileSync(passedFile()!, 'utf8'))).toEqual([expect.stringContaining('webgpu | Vulkan driver vk_swiftshader_icd')]);
  expect(await checkedOnce('webgpu')).toBeUndefined();
});

test('with fused attention it computes wrongly, and the refusal names the operator and the size of the error', async () => {
  const fault = await selfCheck('webgpu', { rules: { ...DEVICE_RULES.webgpu, unfused: [] } });
  expect(fault).toMatchObject({ operator: 'attention of 64 to 64 tokens', limit: 0.002 });
  expect(fault!.difference).toBeGreaterThan(0.05);
  expect(describeFault(fault!)).toMatch(/^it computes wrongly: attention of 64 to 64 tokens differs from the CPU by 0\.\d+ of its largest number, more than 0\.002$/);
});

test('with all optimizations, normalization in a gradient does not load, and the reason says so', async () => {
  const fault = await selfCheck('webgpu', { rules: { ...DEVICE_RULES.webgpu, optimization: 'all' } });
  expect(fault).toMatchObject({ operator: 'LayerNormalization', difference: NaN, reason: expect.stringContaining('LayerNormalization') });
});

test('what goes to the device and back is the same to the bit', async () => {
  const given = { a: numbers([7, 5], 1), b: { dtype: 'int32' as const, shape: [3], data: Int32Array.of(-1, 0, 2 ** 30) }, c: { dtype: 'float32' as const, shape: [4], data: Float32Array.of(-0, 1e-40, 3e38, 1) } };
  const copier = await createCopier(given, 'webgpu');
  const there = await copier.upload(given);
  const back = { a: { ...given.a, data: new Float32Array(35) }, b: { ...given.b, data: new Int32Array(3) }, c: { ...given.c, data: new Float32Array(4) } };
  await copier.download(there, back);
  for (const name of ['a', 'b', 'c'] as const) expect(new Uint8Array(back[name].data.buffer)).toEqual(new Uint8Array(given[name].data.buffer));
  for (const tensor of Object.values(there)) tensor.dispose();
  await copier.dispose();
});

test('state stays on the device from step to step, and follows the CPU', async () => {
  const step = ({ w }: { w: tf.Tensor }, x: tf.Tensor) => {
    const { value, grad } = tf.valueAndGrad((w: tf.Tensor) => tf.mean(tf.square(tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D))) as tf.Scalar)(w);
    return { loss: value, state: { w: tf.sub(w, grad) } };
  };
  const [start, x] = [numbers([16, 16], 1), numbers([8, 16], 2)];
  const signature = [{ w: { shape: [16, 16] } }, { shape: [8, 16] }] as never;
  const onCpu = await compile(step, signature, { threads: 1 });
  const onGpu = await compile(step, signature, { device: 'webgpu', resident: ['state'] });
  const copier = await createCopier({ w: start }, 'webgpu');
  let [expected, there] = [start, (await copier.upload({ w: start })).w];
  for (let i = 0; i < 5; i++) {
    const next = await onCpu({ w: expected } as never, x as never);
    const moved = await onGpu({ w: there } as never, x as never);
    expect(moved.loss.data[0]).toBeCloseTo(next.loss.data[0], 5);
    there.dispose();
    [expected, there] = [next.state.w as typeof start, moved.state.w as unknown as DeviceTensor];
    expect(there).toMatchObject({ device: 'webgpu', shape: [16, 16] });
  }
  const back = { w: numbers([16, 16], 3) };
  await copier.download({ w: there }, back);
  back.w.data.forEach((value, i) => expect(value).toBeCloseTo(expected.data[i], 5));
  there.dispose();
  await Promise.all([copier.dispose(), onCpu.dispose(), onGpu.dispose()]);
});

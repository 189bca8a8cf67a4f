// Run by webgpu.test.ts in a process that has a software driver for WebGPU.
import { readFile } from 'node:fs/promises';
import { decodePicture } from '@inrflow/drawing/node';
import { temporaryFolder } from '@testing/temporaryFolder';
import { inrflow, lastLine } from './support/command.js';
import { TINY, writePictures } from './support/folder.js';
import { writeModel } from './support/model.js';

const inFolder = temporaryFolder('file');

test('doctor says which driver it is, and that it computes correctly', async () => {
  const { out } = await inrflow(['doctor']);
  expect(out).toMatch(/^  webgpu +yes: Vulkan driver vk_swiftshader_icd; computes as the CPU does$/m);
});

test('a training on the CPU goes on there, says so, and its report names the card', async () => {
  await writePictures(inFolder('pictures'));
  const train = (device: string, steps: number, ...more: string[]) => inrflow(['train', '--data', inFolder('pictures'), '--run', inFolder('run'), '--steps', String(steps), '--device', device, ...TINY, 'training.previewEvery=0', ...more]);
  expect(await train('cpu', 2)).toEqual({ code: 0, out: expect.anything(), error: expect.stringContaining('6 pictures') });
  const { code, error, out } = await train('webgpu', 4, '--resume');
  expect([code, lastLine({ code, error, out })]).toEqual([0, expect.anything()]);
  expect(error).toMatch(/begun on cpu: .*, continued on webgpu: Vulkan driver vk_swiftshader_icd: from here on, results may differ in the last bits/);
  expect(out).toContain('trained 4 steps');
  expect(await readFile(inFolder('run/report.html'), 'utf8')).toContain('webgpu: Vulkan driver vk_swiftshader_icd');
});

test('samples are those of the CPU, to a level of 255', async () => {
  await writeModel(inFolder('model.safetensors'));
  const sample = async (device: string) => {
    const file = inFolder(`${device}.png`);
    expect(await inrflow(['sample', '--checkpoint', inFolder('model.safetensors'), '--class', 'cat', '--count', '1', '--size', '9', '--chunk', '64', '--guidance', '1', '--device', device, '--out', file, '--threads', '1'])).toMatchObject({ code: 0 });
    return (await decodePicture(await readFile(file))).data;
  };
  const [cpu, gpu] = [await sample('cpu'), await sample('webgpu')];
  expect(Math.max(...cpu.map((level, i) => Math.abs(level - gpu[i])))).toBeLessThanOrEqual(1);
  expect(new Set(cpu).size).toBeGreaterThan(10);
});

test('an exported model has no operator that the device computes wrongly, and is checked on it', async () => {
  const { code, out } = await inrflow(['export', '--checkpoint', inFolder('model.safetensors'), '--out', inFolder('onnx'), '--device', 'webgpu']);
  expect([code, out]).toEqual([0, expect.stringMatching(/largest difference from the library \d/)]);
  const encoder = await readFile(inFolder('onnx/encoder.onnx'));
  expect(encoder.includes('MultiHeadAttention')).toBe(false);
});

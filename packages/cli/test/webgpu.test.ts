import path from 'node:path';
import { hasSoftwareGpu, runOnSoftwareGpu } from '@testing/softwareGpu';
import { temporaryFolder } from '@testing/temporaryFolder';
import { inrflow, lastLine } from './support/command.js';
import { writeModel } from './support/model.js';

const inFolder = temporaryFolder();

(hasSoftwareGpu ? test : test.skip)('WebGPU by a software driver: doctor, training, sampling and export as on the CPU', () => {
  runOnSoftwareGpu(path.join(__dirname, '..'), path.join(__dirname, 'webgpu.software.ts'));
}, 600_000);

test('a device that is not here, or is none, is one clear line', async () => {
  await writeModel(inFolder('model.safetensors'));
  const sample = async (device: string) => lastLine(await inrflow(['sample', '--checkpoint', inFolder('model.safetensors'), '--out', inFolder('a.png'), '--device', device]));
  expect(await sample('coreml')).toMatch(/^inrflow: device 'coreml' is not available: ONNX Runtime for this system has no such device \(it is for macOS on Apple silicon\)/);
  expect(await sample('tfjs:tensorflow')).toContain('@tensorflow/tfjs-node-gpu is not installed; @tensorflow/tfjs-node is not installed');
  expect(await sample('gpu')).toMatch(/expected 'cpu', .* did you mean 'webgpu'\?/);
  expect(await sample('tfjs:')).toContain('expected the name of a backend of TensorFlow.js, such as tfjs:wasm');
}, 120_000);

test('a backend of TensorFlow.js samples what ONNX Runtime samples, to a level of 255', async () => {
  await writeModel(inFolder('model.safetensors'));
  const { decodePicture } = await import('@inrflow/drawing/node');
  const { readFile } = await import('node:fs/promises');
  const sample = async (device: string) => {
    expect(await inrflow(['sample', '--checkpoint', inFolder('model.safetensors'), '--class', 'dog', '--count', '1', '--device', device, '--out', inFolder('a.png'), '--threads', '1'])).toMatchObject({ code: 0 });
    return (await decodePicture(await readFile(inFolder('a.png')))).data;
  };
  const [compiled, eager] = [await sample('cpu'), await sample('tfjs:wasm')];
  expect(Math.max(...compiled.map((level, i) => Math.abs(level - eager[i])))).toBeLessThanOrEqual(1);
}, 120_000);

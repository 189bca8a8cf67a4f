import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { createSession } from '@inrflow/onnx';
import { temporaryFolder } from '@testing/temporaryFolder';
import { inrflow } from './support/command.js';
import { writeModel } from './support/model.js';

jest.setTimeout(300_000);
const inFolder = temporaryFolder('file');
const python = ['/usr/bin/python3', 'python3'].find((name) => spawnSync(name, ['-c', 'import onnx']).status === 0);

// 5 pixels on a grid of 2: groups are of unequal size, so that the encoder takes a mask.
test.each([['spatial', []], ['linear', ['--portable']]] as const)('a %s model with a mask is written after it was checked', async (encoder, flags) => {
  await writeModel(inFolder(`${encoder}.safetensors`), { size: 5, model: { encoder } });
  const { code, out, error } = await inrflow(['export', '--checkpoint', inFolder(`${encoder}.safetensors`), '--out', inFolder(encoder), ...flags]);
  expect([code, error]).toEqual([0, '']);
  expect(out).toMatch(/^25 queries: largest difference .*\n11 queries: largest difference /);
  expect((await readdir(inFolder(encoder))).sort()).toEqual(['decoder.onnx', 'encoder.onnx', 'model.json']);
  const description = JSON.parse(await readFile(inFolder(encoder, 'model.json'), 'utf8')) as { encoder: Part; decoder: Part; classes: string[] };
  expect(description.classes).toEqual(['cat', 'dog', 'sea horse']);
  for (const [name, part] of Object.entries({ encoder: description.encoder, decoder: description.decoder })) {
    const session = await createSession(await readFile(inFolder(encoder, `${name}.onnx`)));
    const inputs = Object.entries(part.inputs).map(([input, { type, shape }]) => {
      const sizes = shape.map((size) => (size === 'queries' ? 7 : Number(size)));
      const count = sizes.reduce((a, b) => a * b, 1);
      return [input, { dtype: type, shape: sizes, data: type === 'int32' ? new Int32Array(count) : new Float32Array(count).fill(1) }] as const;
    });
    const results = await session.run(Object.fromEntries(inputs));
    for (const [output, { shape }] of Object.entries(part.outputs)) expect(results[output].shape).toEqual(shape.map((size) => (size === 'queries' ? 7 : size)));
    await session.dispose();
  }
});

test('a model that predicts the data says so: its decoder returns them, checked against the velocity of the library', async () => {
  await writeModel(inFolder('data.safetensors'), { size: 5, training: { prediction: 'data' } });
  const { code, error } = await inrflow(['export', '--checkpoint', inFolder('data.safetensors'), '--out', inFolder('data')]);
  expect([code, error]).toEqual([0, '']);
  const { decoder } = JSON.parse(await readFile(inFolder('data', 'model.json'), 'utf8')) as { decoder: Part };
  expect(Object.keys(decoder.outputs)).toEqual(['denoised']);
});

(python ? test : test.skip)('the checker of ONNX accepts portable models', async () => {
  await writeModel(inFolder('checked.safetensors'), { size: 4 });
  expect((await inrflow(['export', '--checkpoint', inFolder('checked.safetensors'), '--out', inFolder('checked'), '--portable'])).code).toBe(0);
  const files = ['encoder.onnx', 'decoder.onnx'].map((name) => inFolder('checked', name));
  const { status, stderr } = spawnSync(python!, ['-c', 'import onnx, sys\nfor f in sys.argv[1:]: onnx.checker.check_model(onnx.load(f), full_check=True)', ...files], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});

interface Part {
  inputs: Record<string, { type: 'float32' | 'int32'; shape: (number | string)[] }>;
  outputs: Record<string, { shape: (number | string)[] }>;
}

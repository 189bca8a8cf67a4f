import { writeFile } from 'node:fs/promises';
import type { JsonValue } from '@inrflow/core';
import { loadCheckpoint, saveCheckpoint } from '@inrflow/core/node';
import { temporaryFolder } from '@testing/temporaryFolder';
import { inrflow, lastLine } from './support/command.js';
import { writeModel } from './support/model.js';

jest.setTimeout(300_000);
const inFolder = temporaryFolder('file');

test('a checkpoint: parameters by part add up, classes, sizes, origin', async () => {
  await writeModel(inFolder('model.safetensors'));
  const { code, out } = await inrflow(['info', inFolder('model.safetensors')]);
  expect(code).toBe(0);
  for (const part of ['weights checkpoint', 'pictures of 6×6 pixels', '3: cat, dog, sea horse', 'steps done     7', '5 pictures', 'inrflow test', 'FLOP per picture of 6×6 pixels']) expect(out).toContain(part);
});

test('what a checkpoint of before does not say is what the defaults say', async () => {
  await writeModel(inFolder('now.safetensors'));
  const { config: { training, ...config }, ...checkpoint } = await loadCheckpoint(inFolder('now.safetensors'));
  const { decodedPoints: _, ...others } = training as Record<string, JsonValue>;
  await saveCheckpoint(inFolder('before.safetensors'), { ...checkpoint, config: { ...config, training: others } });
  const trainingStep = async (name: string) => /^training step .*$/m.exec((await inrflow(['info', inFolder(name)])).out)![0];
  expect(await trainingStep('before.safetensors')).toBe(await trainingStep('now.safetensors'));
  expect(await trainingStep('before.safetensors')).toMatch(/ [\d.]+ MFLOP for 16 pictures, 36 points decoded of each$/);
});

test('--card prints the model card, of a shipped model or beside a checkpoint; none is an error', async () => {
  const { code, out } = await inrflow(['info', 'proteins', '--card']);
  expect([code, out.startsWith('# Proteins'), out.includes('## What it does badly'), out.includes('<!--')]).toEqual([0, true, true, false]);
  await writeModel(inFolder('carded.safetensors'));
  expect(lastLine(await inrflow(['info', inFolder('carded.safetensors'), '--card']))).toContain(`it has no model card: expected ${inFolder('carded.md')}`);
  await writeFile(inFolder('carded.md'), '# Mine\n');
  expect((await inrflow(['info', inFolder('carded.safetensors'), '--card'])).out.trim()).toBe('# Mine');
});

test('a configuration: the preset spelt out', async () => {
  await writeFile(inFolder('a.json'), '{"data": {"size": 64}, "model": {"preset": "S"}}');
  const { out } = await inrflow(['info', inFolder('a.json')]);
  expect(out).toMatch(/width 384, 6 heads, 12 blocks, 1024 latents of 4 pixels/);
  // The paper's S has 35 M parameters.
  expect(Number(/parameters\s+([\d.]+) M/.exec(out)![1])).toBeCloseTo(35, -1);
  expect(out).toMatch(/^sampling +euler, 20 steps, guidance 2$/m);
  await writeFile(inFolder('b.json'), '{}');
  expect(lastLine(await inrflow(['info', inFolder('b.json')]))).toContain('data.size is missing');
});

test('a configuration that starts from a model has that model\'s network; without the model, the configuration\'s own with a warning', async () => {
  await writeModel(inFolder('first.safetensors'));
  const networkOf = async (name: string) => JSON.parse((await inrflow(['info', inFolder(name), '--json'])).out) as { parts: Record<string, number>; config: { model: { width: number; latents: number; encoder: string } } };
  const config = { data: { size: 6 }, training: { init: inFolder('first.safetensors') } };
  await writeFile(inFolder('fine.json'), JSON.stringify(config));
  const [first, fine] = [await networkOf('first.safetensors'), await networkOf('fine.json')];
  expect(fine.config.model).toMatchObject({ width: first.config.model.width, latents: first.config.model.latents, encoder: first.config.model.encoder });
  expect(fine.parts.blocks).toBe(first.parts.blocks);
  // A size that the configuration gives itself stays what it is.
  await writeFile(inFolder('wide.json'), JSON.stringify({ ...config, model: { width: 2 * first.config.model.width } }));
  expect((await networkOf('wide.json')).config.model.width).toBe(2 * first.config.model.width);
  await writeFile(inFolder('lost.json'), JSON.stringify({ ...config, training: { init: inFolder('lost.safetensors') } }));
  const lost = await inrflow(['info', inFolder('lost.json')]);
  expect([lost.code, lost.error]).toEqual([0, expect.stringMatching(/^warning: .*lost\.safetensors: there is no such file.*; the sizes shown are those of the configuration alone$/m)]);
});

test('clouds are sampled by another solver, unless told otherwise', async () => {
  const sampling = async (config: object) => {
    await writeFile(inFolder('c.json'), JSON.stringify({ modality: 'pointcloud', ...config }));
    return /^sampling +(.*)$/m.exec((await inrflow(['info', inFolder('c.json')])).out)![1];
  };
  expect(await sampling({})).toBe('euler-maruyama, 100 steps, guidance 2');
  expect(await sampling({ sampling: { solver: 'dormand-prince', tolerance: 0.01 } })).toBe('dormand-prince, tolerance 0.01, guidance 2');
  expect(await sampling({ sampling: { steps: 9, shift: 2 } })).toBe('euler-maruyama, 9 steps, shift 2, guidance 2');
});

test('doctor names every device, with a reason for each that cannot be used', async () => {
  const { code, out } = await inrflow(['doctor']);
  expect(code).toBe(0);
  for (const device of ['cpu', 'cuda', 'webgpu', 'directml', 'coreml']) expect(out).toMatch(new RegExp(`^  ${device} +(yes|no: \\S)`, 'm'));
  expect(out).toMatch(/^  cpu +yes: \S/m);
  expect(out).toMatch(/^  tfjs:tensorflow +no: @tensorflow\/tfjs-node-gpu is not installed; @tensorflow\/tfjs-node is not installed$/m);
  expect(out).toMatch(/^  tfjs:wasm +yes: @tensorflow\/tfjs-backend-wasm$/m);
  expect(out).toMatch(/^sharp +\d/m);
});

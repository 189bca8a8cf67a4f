import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '@testing/temporaryFolder';
import { UsageError } from '../src/errors.js';
import { inrflow } from './support/command.js';
import { locateCheckpoint } from '../src/model/locate.js';

const inFolder = temporaryFolder('file');

beforeAll(async () => {
  await mkdir(inFolder('whole', 'models'), { recursive: true });
  await mkdir(inFolder('bare'));
  await writeFile(inFolder('whole', 'models', 'emoji.safetensors'), '');
});

test('a path stays as it is, there or not: reading it says what is wrong', () => {
  expect(locateCheckpoint(inFolder('x.safetensors'), inFolder('whole'))).toBe(inFolder('x.safetensors'));
});

test('nothing, or its name, is the shipped model', () => {
  for (const given of [undefined, 'emoji']) expect(locateCheckpoint(given, inFolder('whole'))).toBe(inFolder('whole', 'models', 'emoji.safetensors'));
});

test('an installation without the model says so, and what to do', () => {
  expect(() => locateCheckpoint(undefined, inFolder('bare'))).toThrow(UsageError);
  expect(() => locateCheckpoint(undefined, inFolder('bare'))).toThrow(/^no --checkpoint was given, and the model 'emoji' is not in this installation \(.*emoji\.safetensors is not there\): name a weights/);
  expect(() => locateCheckpoint('emoji', inFolder('bare'))).toThrow(/^the model 'emoji' is not in this installation/);
});

test('by itself it looks into the folder of the package', () => {
  const expected = path.join(__dirname, '..', 'models', 'emoji.safetensors');
  const found = (() => {
    try {
      return locateCheckpoint(undefined);
    } catch (error) {
      return (error as Error).message;
    }
  })();
  expect(found).toContain(expected);
});

test('a checkpoint that is not there is one line with its name', async () => {
  const { code, error } = await inrflow(['info', inFolder('x.safetensors')]);
  expect([code, error]).toEqual([1, expect.stringMatching(/x\.safetensors/)]);
  expect(error).not.toContain('\n');
});

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '@testing/temporaryFolder';
import { shippedModels } from '../src/model/locate.js';
import { inrflow } from './support/command.js';

const inFolder = temporaryFolder('file');
const examples = path.join(__dirname, '../../../examples');

/** What each shipped model, stored by an earlier release, is asked for. */
const ASKED: Readonly<Record<string, { args: string[]; told: RegExp }>> = {
  drums: { args: ['--class', 'kick', '--rate', '4000'], told: /1 sample of 0.512 s at 4000 Hz/ },
  digits: { args: ['--class', '3', '--size', '30'], told: /1 sample of 30×30 pixels/ },
  emoji: { args: ['--class', 'heart', '--size', '16'], told: /1 sample of 16×16 pixels/ },
  furniture: { args: ['--class', 'chair', '--points', '100'], told: /1 sample of 100 points/ },
  'furniture-views': { args: ['--points', '100'], told: /1 sample of 100 points/ },
  molecules: { args: ['--smiles', 'CCO'], told: /1 sample of up to 24 atoms/ },
  proteins: { args: ['--sequence', 'MKTAYIAKQR'], told: /1 sample of up to 160 residues/ },
};

test('every shipped model has its line here', () => {
  expect(shippedModels().sort()).toEqual(Object.keys(ASKED).sort());
});

test.each(Object.entries(ASKED))('%s loads and samples', async (name, { args, told }) => {
  const { code, out, error } = await inrflow(['sample', '--checkpoint', name, '--count', '1', '--steps', '1', '--threads', '1', '--out', inFolder(name), ...args]);
  expect([code, error, out]).toEqual([0, '', expect.stringMatching(told)]);
  expect(readdirSync(inFolder(name))).toHaveLength(1);
  expect((await inrflow(['info', name])).out).toContain('@inrflow/');
});

test.each(readdirSync(examples).filter((file) => file.endsWith('.json')))('the configuration %s loads', async (file) => {
  const { training: { init } } = JSON.parse(readFileSync(path.join(examples, file), 'utf8')) as { training: { init?: string } };
  const { code, error } = await inrflow(['info', path.join(examples, file)]);
  // A later stage starts from a run that is not there yet.
  const isLater = init?.startsWith('runs/');
  expect([code, error.trim()]).toEqual([0, isLater ? expect.stringMatching(new RegExp(`^warning: ${init}: there is no such file, .*; the sizes shown are those of the configuration alone$`)) : '']);
});

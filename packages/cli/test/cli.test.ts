import { writeFile } from 'node:fs/promises';
import { temporaryFolder } from '@testing/temporaryFolder';
import { inrflow, lastLine } from './support/command.js';

const inFolder = temporaryFolder('file');

test('help has every command, examples and exit codes, and goes to standard output', async () => {
  const { code, out, error } = await inrflow(['--help']);
  expect([code, error]).toEqual([0, '']);
  for (const word of ['train', 'sample', 'info', 'export', 'doctor', 'Examples:', 'Exit codes: 0 done, 1 failed, 2 wrong usage']) expect(out).toContain(word);
  expect((await inrflow(['train', '--help'])).out).toContain('[training.batchSize]');
  expect((await inrflow(['--version'])).out).toMatch(/^\d+\.\d+\.\d+$/);
});

test.each<[args: string[], message: RegExp]>([
  [['trian'], /^inrflow: unknown command 'trian' \(Did you mean train\?\)$/],
  [['train', '--stepz', '3'], /^inrflow: unknown option '--stepz' \(Did you mean --steps\?\)$/],
  [['train'], /^inrflow: data\.path is missing: give the pictures with --data, or in the configuration/],
  [['train', '--resume'], /^inrflow: --resume needs the folder of the run: --run FOLDER$/],
  [['train', '--data', 'x', '--set', 'nothing'], /^inrflow: --set nothing: expected section\.field=value/],
  [['sample', '--count', '0'], /^inrflow: option '--count <n>' argument '0' is invalid\. expected a whole number of at least 1$/],
  [['sample', '--solver', 'huen'], /did you mean 'heun'\?$/],
  [['sample', '--format', 'shet'], /did you mean 'sheet'\?$/],
  [['sample', '--guidance-interval', '0.9,0.1'], /expected two rising times from 0 to 1/],
  [['sample', '--tolerance', '0'], /'--tolerance <error>' argument '0' is invalid\. expected a number above 0$/],
  [['evaluate', '.', '--modality', 'image', '--guidance-interval', '0,1'], /^inrflow: --guidance-interval is for models, and '\.' holds samples$/],
  [['export'], /^inrflow: required option '--out <folder>' not specified$/],
])('%j: exit code 2 and one line', async (args, message) => {
  const outcome = await inrflow(args);
  expect([outcome.code, outcome.out, outcome.error.split('\n')]).toEqual([2, '', [expect.stringMatching(message)]]);
});

test('a stack trace is printed with --debug alone', async () => {
  expect((await inrflow(['train', '--resume'])).error).not.toContain('    at ');
  expect((await inrflow(['train', '--resume', '--debug'])).error).toContain('    at ');
});

test('no arguments print the help', async () => {
  expect((await inrflow([])).out).toContain('Usage: inrflow');
  expect(lastLine({ code: 0, out: '', error: 'a\nb' })).toBe('b');
});

test('a configuration says of which kind of data it is wherever it stands, and a table of labels is not one', async () => {
  await writeFile(inFolder('clouds.json'), JSON.stringify({ modality: 'pointcloud', data: { path: inFolder('nowhere') } }));
  const error = async (...args: string[]) => lastLine(await inrflow(['train', ...args]));
  expect(await error('--strict', inFolder('clouds.json'), '--points', '9', '--run', inFolder('run'))).toMatch(/no data set at '.*nowhere'/);
  expect(await error('--flip', inFolder('clouds.json'))).toMatch(/clouds\.json is for modality 'pointcloud': put it before the flags/);
  expect(await error('--data', inFolder(), '--labels', inFolder('clouds.json'), '--size', '8', '--run', inFolder('run'))).not.toMatch(/configuration|modality/);
});

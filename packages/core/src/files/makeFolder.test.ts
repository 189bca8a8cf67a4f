import { stat, writeFile } from 'node:fs/promises';
import { temporaryFolder } from '@testing/temporaryFolder';
import { makeFolder } from './makeFolder.js';

const inFolder = temporaryFolder();

test('folders are made, those above them too, and one that is there is left alone', async () => {
  await makeFolder(inFolder('a', 'b', 'c'));
  await makeFolder(inFolder('a', 'b'));
  expect((await stat(inFolder('a', 'b', 'c'))).isDirectory()).toBe(true);
});

test('what stands in the way is named, at once', async () => {
  await writeFile(inFolder('file'), '');
  await expect(makeFolder(inFolder('file'))).rejects.toThrow(`${inFolder('file')}: cannot be made: it is a file, not a folder`);
  await expect(makeFolder(inFolder('file', 'x', 'y'))).rejects.toThrow(`cannot be made: '${inFolder('file')}' is a file, not a folder`);
  await expect(makeFolder(inFolder('x'.repeat(300)))).rejects.toThrow('its name is too long');
  if (process.platform === 'linux') await expect(makeFolder('/proc/x/y')).rejects.toThrow("/proc/x/y: cannot be made in '/proc': no folder can be made there");
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { temporaryFolder } from '@testing/temporaryFolder';
import { lockRun } from './lock.js';

const inFolder = temporaryFolder();
const lock = () => lockRun(inFolder('run.lock'), 'runs/a');

test('one training at a time; the next one starts when the lock is released', async () => {
  const giveBack = await lock();
  await expect(lock()).rejects.toThrow(new RegExp(`^the run folder 'runs/a' is in use by another training \\(process ${process.pid}, since 2`));
  await giveBack();
  expect(await readdir(inFolder())).toEqual([]);
  await (await lock())();
});

test('of many that want an abandoned lock, exactly one gets it', async () => {
  const ended = spawn(process.execPath, ['-e', '']);
  await once(ended, 'exit');
  await writeFile(inFolder('run.lock'), JSON.stringify({ host: hostname(), pid: ended.pid, since: 'then' }));
  const results = await Promise.allSettled(Array.from({ length: 10 }, lock));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await readdir(inFolder())).toEqual(['run.lock']);
});

test('a later process with the same number does not hold the lock', async () => {
  await writeFile(inFolder('run.lock'), JSON.stringify({ host: hostname(), pid: process.pid, began: '1', since: 'then' }));
  if (process.platform === 'linux') await (await lock())();
});

test("another machine's lock holds as long as it shows signs of life", async () => {
  await writeFile(inFolder('run.lock'), JSON.stringify({ host: 'elsewhere', pid: 1, since: 'then' }));
  await expect(lock()).rejects.toThrow('(process 1 on elsewhere, since then)');
  await utimes(inFolder('run.lock'), new Date(Date.now() - 200_000), new Date(Date.now() - 200_000));
  await (await lock())();
});

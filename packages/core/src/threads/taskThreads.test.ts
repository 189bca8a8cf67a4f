import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { temporaryFolder } from '@testing/temporaryFolder';
import { TaskClosedError, TaskEndedError } from './taskErrors.js';
import { createTaskThreads, type TaskThreadsOptions } from './taskThreads.js';

const inFolder = temporaryFolder('file');

/** What the tests' tasks ask for. */
type Ask = 'loop' | 'memory' | 'exit' | 'crash' | 'throw' | number;

const WORK = `
import { serveTasks } from './serveTasks.js';
serveTasks(async (ask, data) => {
  if (ask === 'loop') for (;;);
  if (ask === 'memory') for (const kept = [];;) kept.push(Array.from({ length: 1e5 }, (_, i) => ({ i })));
  if (ask === 'exit') process.exit(3);
  if (ask === 'crash') { setImmediate(() => { throw new Error('out of line'); }); return new Promise(() => {}); }
  if (ask === 'throw') throw new Error('not that one');
  return ask * data.factor;
});`;

/** Makes one file of a program and of the modules beside this test that it imports. */
const bundle = (contents: string, outfile: string) => build({
  stdin: { contents, resolveDir: __dirname, loader: 'ts' }, bundle: true, platform: 'node', format: 'cjs', outfile, logLevel: 'error',
  plugins: [{
    name: 'sources', setup: ({ onResolve }) => onResolve({ filter: /^\..*\.js$/ }, ({ path: file, resolveDir }) => ({ path: path.join(resolveDir, file.replace(/\.js$/, '.ts')) })),
  }],
});

let worker: string;
beforeAll(async () => {
  worker = inFolder('worker.cjs');
  await bundle(WORK, worker);
});

const here = (ask: Ask) => Number(ask) * 10;
const threadsOf = (options: Partial<TaskThreadsOptions<Ask, number>> = {}) => createTaskThreads<Ask, number>({ file: worker, threads: 1, data: { factor: 3 }, here, timeLimit: 1, memoryLimit: 64, ...options });

test('threads answer in any number, each with its own reply or the reason for none', async () => {
  const threads = threadsOf({ threads: 2 });
  const replies = await Promise.allSettled(Array.from({ length: 200 }, (_, i) => threads.run(i % 50 === 7 ? 'throw' : i)));
  replies.forEach((reply, i) => (i % 50 === 7 ? expect(reply).toMatchObject({ reason: new Error('not that one') }) : expect(reply).toMatchObject({ value: 3 * i })));
  await threads.close();
});

test.each([['loop', /more than 1 s/], ['memory', /more than 64 MiB of memory/], ['exit', /exit code 3/], ['crash', /out of line/]] as const)('a task that would %s is ended alone: those before and after it are answered', async (ask, reason) => {
  // Filling 64 MiB can take longer than a second on a busy machine.
  const threads = threadsOf(ask === 'loop' ? {} : { timeLimit: 60 });
  const [before, ended, after] = [threads.run(1), threads.run(ask), threads.run(2)];
  expect(await before).toBe(3);
  await expect(ended).rejects.toThrow(TaskEndedError);
  await expect(ended).rejects.toThrow(reason);
  expect(await after).toBe(6);
  expect(await threads.run(5)).toBe(15);
  await threads.close();
});

test('a calling thread that is busy for longer than the limit ends no task', async () => {
  const threads = threadsOf();
  await threads.run(1);
  const answers = Array.from({ length: 5 }, (_, i) => threads.run(i));
  for (const begun = performance.now(); performance.now() - begun < 2500;);
  expect(await Promise.all(answers)).toEqual([0, 3, 6, 9, 12]);
  await threads.close();
});

test('a worker that cannot be loaded leaves its tasks to the calling thread', async () => {
  await writeFile(inFolder('broken.cjs'), "throw new Error('no')");
  const threads = threadsOf({ file: inFolder('broken.cjs') });
  expect(await Promise.all([threads.run(1), threads.run(2)])).toEqual([10, 20]);
  expect(await threads.run(3)).toBe(30);
  await threads.close();
});

test.each([['no file', { file: undefined }], ['no threads', { threads: 0 }]])('with %s, work is done on the calling thread', async (_, options) => {
  const threads = threadsOf(options);
  expect(await threads.run(4)).toBe(40);
  await threads.close();
  await expect(threads.run(4)).rejects.toThrow(TaskClosedError);
});

test('closing settles what is unfinished, a loop too, and refuses what comes later', async () => {
  const threads = threadsOf({ timeLimit: 100 });
  const unfinished = Promise.allSettled([threads.run('loop'), threads.run(1)]);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await threads.close();
  for (const result of await unfinished) expect(result).toMatchObject({ reason: { name: 'TaskClosedError' } });
  await expect(threads.run(1)).rejects.toThrow(TaskClosedError);
});

test('a process that closes threads whose last answer is on its way lives until they are closed', async () => {
  const program = inFolder('program.cjs');
  const script = `
import { createTaskThreads } from './taskThreads.js';
(async () => {
  for (let round = 0; round < 40; round++) {
    const threads = createTaskThreads({ file: ${JSON.stringify(worker)}, threads: 1, data: { factor: 2 }, here: () => 0 });
    const last = threads.run(round).catch(() => undefined);
    if (round % 4 === 0) await last;
    else if (round % 4 === 1) await new Promise((resolve) => setTimeout(resolve, round));
    await threads.close();
  }
  console.log('closed');
})();`;
  await bundle(script, program);
  const { stdout, status } = spawnSync(process.execPath, [program], { encoding: 'utf8', timeout: 50_000 });
  expect({ stdout, status }).toEqual({ stdout: 'closed\n', status: 0 });
});

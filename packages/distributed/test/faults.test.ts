import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { loadCheckpoint } from '@inrflow/core/node';
import { temporaryFolder } from '@testing/temporaryFolder';
import { COMMAND, faults, MPIS, RANK_VARIABLE, start, startRanks, testWith, TINY, type MpiName } from './support/launch.js';
import { writePictures } from './support/pictures.js';
import { ranksOf, signalRank } from './support/ranks.js';

jest.setTimeout(300_000);
const inFolder = temporaryFolder('file');
beforeAll(() => writePictures(inFolder('pictures')));

/** Seconds after which a process that does not answer counts as lost, in these tests. */
const LIMIT = 3;
const train = (run: string, ...more: string[]) => [COMMAND, 'train', '--data', inFolder('pictures'), '--run', inFolder(run), '--force', ...TINY, 'training.checkpointEvery=1', ...more];

/** Does something once, when a run's first checkpoint is there. */
function atFirstCheckpoint(run: string, act: () => void): () => void {
  mkdirSync(inFolder(run), { recursive: true });
  let isDone = false;
  const watcher = watch(inFolder(run), (_, file) => {
    if (file !== 'training.safetensors' || isDone) return;
    isDone = true;
    act();
  });
  return () => watcher.close();
}

/** A small disk in memory; undefined where none may be mounted. */
function smallDisk(folder: string, kilobytes: number): { unmount(): void } | undefined {
  mkdirSync(folder, { recursive: true });
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder]).status === 0 ? { unmount: () => void spawnSync('umount', [folder]) } : undefined;
}
const mayMount = smallDisk(inFolder('may'), 4);
mayMount?.unmount();
/** Declares a test that is skipped, and counted as such, where no disk can be mounted: that takes the superuser. */
const testWithDisk = (mpi: MpiName) => (mayMount ? testWith(mpi) : test.skip);

describe.each(MPIS)('%s', (mpi) => {
  testWith(mpi)('a process that hangs is named once the limit is reached, and the job ends', async () => {
    const run = `${mpi}-hung`;
    const { child, done } = startRanks(mpi, 2, train(run), { INRFLOW_WATCHDOG_SECONDS: String(LIMIT) });
    let stoppedAt = 0;
    const unwatch = atFirstCheckpoint(run, () => {
      stoppedAt = performance.now();
      signalRank(child.pid!, 1, 'SIGSTOP');
    });
    const outcome = await done;
    unwatch();
    expect(faults(outcome)).toEqual([`inrflow: rank 1 on ${hostname()} has not answered for ${LIMIT} s: it hangs, or the network to it is down`]);
    expect(outcome.code).not.toBe(0);
    expect((performance.now() - stoppedAt) / 1000).toBeGreaterThan(LIMIT);
  });

  testWithDisk(mpi)('a disk that is full under the first process ends the job with the file and the reason, and leaves nothing half-written', async () => {
    const folder = inFolder(`${mpi}-full`);
    const disk = smallDisk(folder, 96)!;
    try {
      const outcome = await startRanks(mpi, 2, train(`${mpi}-full/run`, '--steps', '3')).done;
      expect(faults(outcome)).toEqual([expect.stringMatching(/^inrflow: rank 0 on \S+: \S+training\.safetensors: not written: the disk is full; expected room for [\d.]+ MB in /)]);
      expect(outcome.code).not.toBe(0);
      expect(readdirSync(path.join(folder, 'run')).sort()).toEqual(['config.json', 'metrics.jsonl', 'previews']);
    } finally {
      disk.unmount();
    }
  });

  testWith(mpi)('SIGTERM to every process saves and ends with 0', async () => {
    const run = `${mpi}-term`;
    const { child, done } = startRanks(mpi, 2, train(run));
    const unwatch = atFirstCheckpoint(run, () => ranksOf(child.pid!).forEach((pid) => process.kill(pid, 'SIGTERM')));
    const outcome = await done;
    unwatch();
    expect([outcome.code, faults(outcome)]).toEqual([0, [expect.stringMatching(/^inrflow: interrupted: step \d+ is saved; continue with: /)]]);
    const saved = Number(/step (\d+) is saved/.exec(outcome.error)![1]);
    expect((await loadCheckpoint(inFolder(run, 'training.safetensors'))).progress.step).toBe(saved);
  });

  testWith(mpi).each(['deterministic', 'free'])('a loss that is not finite in one process is told by all, with its name: %s', async (how) => {
    const { code, out } = await startRanks(mpi, 2, [path.join(__dirname, 'nan.mjs'), how]).done;
    expect([code, out.trim().split('\n')]).toEqual([0, Array.from({ length: 2 }, () => expect.stringMatching(/^DivergedError: the loss of step 1 is (NaN|Infinity) \(the part of rank 1 on \S+\): the state of step 0 is kept/))]);
  });

  testWith(mpi)('another version in one process is named before anything is trained', async () => {
    // What the process says of itself, at the place where another installation would say it.
    writeFileSync(inFolder('older.cjs'), `if (process.env.${RANK_VARIABLE[mpi]} === '1') Object.defineProperty(process, 'version', { value: 'v20.0.0' });\n`);
    const outcome = await startRanks(mpi, 2, ['--require', inFolder('older.cjs'), ...train(`${mpi}-older`)]).done;
    expect(faults(outcome)).toEqual([`inrflow: rank 1 on ${hostname()}: the version of Node.js differs from that of rank 0 on ${hostname()}: v20.0.0 instead of ${process.version}`]);
    expect(outcome.code).not.toBe(0);
    expect(() => readFileSync(inFolder(`${mpi}-older`, 'metrics.jsonl'))).toThrow();
  });

  testWith(mpi)('each process of a machine gets a card of those that are visible', async () => {
    const { out } = await startRanks(mpi, 3, [path.join(__dirname, 'cards.mjs')], { CUDA_VISIBLE_DEVICES: '4,6' }).done;
    expect(out.trim().split('\n').sort()).toEqual(['0 of 3: 4', '1 of 3: 6', '2 of 3: 4']);
  });
});

testWith('mpich')('one process alone keeps what it sees', async () => {
  const { out } = await start('mpirun.mpich', ['-n', '1', process.execPath, path.join(__dirname, 'cards.mjs')], { CUDA_VISIBLE_DEVICES: '4,6' }).done;
  expect(out.trim()).toBe('0 of 1: 4,6');
});

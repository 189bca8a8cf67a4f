import { mkdirSync, readFileSync, watch } from 'node:fs';
import { loadCheckpoint } from '@inrflow/core/node';
import { temporaryFolder } from '@testing/temporaryFolder';
import { COMMAND, faults, MPIS, RANK_VARIABLE, start, startRanks, testWith, TINY } from './support/launch.js';
import { signalRank } from './support/ranks.js';
import { writePictures } from './support/pictures.js';

jest.setTimeout(600_000);
const inFolder = temporaryFolder('file');

const STEPS = 6;
const train = (run: string, ...more: string[]) => [COMMAND, 'train', '--data', inFolder('pictures'), '--run', inFolder(run), '--steps', String(STEPS), '--force', ...TINY, ...more];
const resume = (run: string, ...more: string[]) => [COMMAND, 'train', '--resume', '--run', inFolder(run), ...more];
const checkpoint = (run: string) => loadCheckpoint(inFolder(run, 'training.safetensors'));
const alone = (args: readonly string[]) => start(process.execPath, args).done;
const IN_ORDER = 'training.deterministic=true';

beforeAll(async () => {
  await writePictures(inFolder('pictures'));
  await writePictures(inFolder('others'), 90);
  const { code, error } = await alone(train('alone', 'training.gradientAccumulation=4'));
  expect([code, error]).toEqual([0, expect.any(String)]);
});

/** The largest difference between two runs' states. */
async function difference(a: string, b: string): Promise<number> {
  const [one, other] = await Promise.all([checkpoint(a), checkpoint(b)]);
  expect(one.progress.step).toBe(other.progress.step);
  return Object.entries(one.tensors).reduce((most, [name, { data }]) => data.reduce((worst, x, i) => Math.max(worst, Math.abs(x - other.tensors[name].data[i])), most), 0);
}

describe.each(MPIS)('%s', (mpi) => {
  const over = mpi === 'openmpi' ? 'mpich' : 'openmpi';
  testWith(mpi)('2 and 4 processes train as one does with gradient accumulation over 4 pieces, bit for bit where sums are in order, and to rounding otherwise', async () => {
    const run = async (name: string, ranks: number, ...more: string[]) => {
      const { code, error } = await startRanks(mpi, ranks, train(`${mpi}-${name}`, 'training.gradientAccumulation=4', ...more)).done;
      expect([code, error]).toEqual([0, expect.stringContaining(`; ${ranks} processes`)]);
      expect(error.match(/warning: skipped, .*broken\.png/g)).toHaveLength(1);
      return difference('alone', `${mpi}-${name}`);
    };
    expect(await run('2', 2, IN_ORDER)).toBe(0);
    expect(await run('4', 4, IN_ORDER, 'training.shardState=true')).toBe(0);
    expect(await run('free', 2, 'training.shardState=true')).toBeLessThan(1e-6);
    const lines = readFileSync(inFolder(`${mpi}-2`, 'metrics.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, number>);
    expect(lines.map(({ step }) => step)).toEqual(Array.from({ length: STEPS }, (_, i) => i + 1));
    for (const { seconds, communicationSeconds, waitingSeconds } of lines) expect(communicationSeconds + waitingSeconds).toBeLessThan(seconds);
  });

  testWith(mpi)('a process that is killed ends the job in seconds; the run goes on with another number of processes, and ends as if nothing had happened', async () => {
    const run = `${mpi}-killed`;
    mkdirSync(inFolder(run), { recursive: true });
    const { child, done } = startRanks(mpi, 2, train(run, 'training.gradientAccumulation=4', IN_ORDER, 'training.shardState=true', 'training.checkpointEvery=1'));
    const watcher = watch(inFolder(run), (_, file) => file === 'training.safetensors' && signalRank(child.pid!, 1, 'SIGKILL'));
    const { code } = await done;
    watcher.close();
    expect(code).not.toBe(0);
    const { progress } = await checkpoint(run);
    expect(progress.step).toBeGreaterThan(0);
    const { code: after, error } = await startRanks(mpi, 4, resume(run)).done;
    expect([after, error]).toEqual([0, expect.stringMatching(/continuing from step \d/)]);
    expect(await difference('alone', run)).toBe(0);
  });

  testWith(mpi)('a signal to the job saves and ends it, and it goes on in one process', async () => {
    const run = `${mpi}-signal`;
    mkdirSync(inFolder(run), { recursive: true });
    const { child, done } = startRanks(mpi, 2, train(run, 'training.gradientAccumulation=4', IN_ORDER, 'training.checkpointEvery=1'));
    let isTold = false;
    const watcher = watch(inFolder(run), (_, file) => {
      if (file !== 'training.safetensors' || isTold) return;
      isTold = true;
      child.kill('SIGUSR1');
    });
    const outcome = await done;
    watcher.close();
    expect(outcome.code).toBe(0);
    const finished = outcome.out.includes(`trained ${STEPS} steps`);
    if (!finished) {
      expect(faults(outcome)).toEqual([expect.stringMatching(/^inrflow: interrupted: step \d+ is saved/)]);
      expect((await alone(resume(run))).code).toBe(0);
    }
    expect(await difference('alone', run)).toBe(0);
  });

  testWith(mpi).each<[string, string[], Record<string, string> | undefined, RegExp, number]>([
    ['a batch that does not divide', ['training.gradientAccumulation=3', '--batch-size', '9'], undefined, /^inrflow: training: batchSize is 9, which does not divide among 2 processes, each in 3 pieces: expected a multiple of 6, such as 12$/, 2],
    ['a field that does not exist', ['training.stepz=3'], undefined, /^inrflow: .*training\.stepz/, 2],
    ['no library', [], { INRFLOW_MPI_LIBRARY: '/nowhere/libmpi.so' }, /^inrflow: no MPI library is installed where the dynamic linker looks: tried \/nowhere\/libmpi\.so\. Install MPI/, 1],
    ['a library of another MPI than the launcher', [], { INRFLOW_MPI_LIBRARY: over === 'mpich' ? 'libmpich.so.12' : 'libmpi.so.40' }, new RegExp(`^inrflow: mpirun of ${mpi === 'mpich' ? 'MPICH' : 'Open MPI'} started 2 processes, but ${over === 'mpich' ? 'MPICH' : 'Open MPI'} \\(.*\\) sees 1: name the library`), 1],
  ])('%s is told in one line', async (_, more, environment, line) => {
    const outcome = await startRanks(mpi, 2, train(`${mpi}-wrong`, ...more), environment).done;
    expect(faults(outcome)).toEqual([expect.stringMatching(line)]);
    expect(outcome.code).not.toBe(0);
  });

  testWith(mpi)('data that are others on one process are noticed before anything is trained', async () => {
    const command = `if [ "$${RANK_VARIABLE[mpi]}" = 1 ]; then data=others; else data=pictures; fi; exec "$0" "$@" --data ${inFolder('')}/$data`;
    const args = [COMMAND, 'train', '--run', inFolder(`${mpi}-others`), '--steps', '2', ...TINY];
    const outcome = await start(`mpirun.${mpi}`, ['-n', '2', 'sh', '-c', command, process.execPath, ...args]).done;
    expect(faults(outcome)).toEqual([expect.stringMatching(/^inrflow: rank 1 on \S+: the data differs from that of rank 0 on \S+: [0-9a-f]+ instead of [0-9a-f]+$/)]);
    expect(outcome.code).not.toBe(0);
  });
});

import { mkdirSync, readFileSync, watch } from 'node:fs';
import path from 'node:path';
import { loadCheckpoint } from '@inrflow/core/node';
import { temporaryFolder } from '@testing/temporaryFolder';
import { makeHosts, testWithHosts, type Hosts } from './support/hosts.js';
import { runningIn } from './support/ranks.js';
import { COMMAND, faults, MPIS, start } from './support/launch.js';
import { writePictures } from './support/pictures.js';

jest.setTimeout(300_000);
const inFolder = temporaryFolder('file');
const LINK = { latency: 1, gigabits: 1 };
const STEPS = 3;
/** About 370 000 parameters: what crosses the links is gradients, and little else. */
const train = (run: string, ...more: string[]) => [
  COMMAND, 'train', '--data', inFolder('pictures'), '--run', inFolder(run), '--force', '--steps', String(STEPS), '--threads', '1', '--batch-size', '4', '--set',
  'model.width=64', 'model.heads=2', 'model.blocks=2', 'model.latents=4', 'sampling.steps=1', 'training.previewEvery=0', 'training.gradientAccumulation=4', ...more,
];
let hosts: Hosts | undefined;
const parametersOf = async (run: string) => Object.entries((await loadCheckpoint(inFolder(run, 'training.safetensors'))).tensors);

beforeAll(async () => {
  await writePictures(inFolder('pictures'));
  expect((await start(process.execPath, train('alone')).done).code).toBe(0);
});
afterEach(() => hosts?.remove().catch(() => {}));

describe.each(MPIS)('%s', (mpi) => {
  testWithHosts(mpi).each([2, 4])('%i hosts with 1 ms and 1 Gbit/s between them train as one process does, and send what the model of docs/scale-out.md says', async (count) => {
    hosts = await makeHosts(count, LINK, inFolder(''));
    const run = `${mpi}-${count}`;
    const { code, error } = await hosts.start(mpi, train(run)).done;
    const sent = await hosts.remove();
    hosts = undefined;
    expect([code, error]).toEqual([0, expect.stringContaining(`; ${count} processes`)]);
    const [one, all] = [await parametersOf('alone'), Object.fromEntries(await parametersOf(run))];
    expect(one.reduce((most, [name, { data }]) => data.reduce((worst, x, i) => Math.max(worst, Math.abs(x - all[name].data[i])), most), 0)).toBeLessThan(1e-6);
    const bytes = 4 * one.filter(([name]) => name.startsWith('parameters/')).reduce((sum, [, { data }]) => sum + data.length, 0);
    // An all-reduce: 2 · (n − 1)/n of the gradients from each host, in whatever way, in a step.
    const total = sent.reduce((sum, each) => sum + each, 0);
    expect(total).toBeGreaterThan(2 * (count - 1) * bytes * STEPS);
    expect(total).toBeLessThan(2 * 2 * (count - 1) * bytes * STEPS);
    const lines = readFileSync(inFolder(run, 'metrics.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { communicationSeconds: number });
    // Nothing is faster than the wire.
    const fastest = (2 * (count - 1) * bytes) / count / (LINK.gigabits * 1.25e8) + (2 * LINK.latency) / 1000;
    for (const { communicationSeconds } of lines) expect(communicationSeconds).toBeGreaterThan(fastest);
  });

  testWithHosts(mpi)('every operation is right between 4 hosts', async () => {
    hosts = await makeHosts(4, LINK, inFolder(''));
    const { code, out } = await hosts.start(mpi, [path.join(__dirname, 'operations.mjs'), '300001']).done;
    expect(out.trim().split('\n').sort()).toEqual(Array.from({ length: 4 }, (_, rank) => expect.stringMatching(new RegExp(`^rank ${rank} of 4: all right, \\d+ threads, 0 of 1$`))));
    expect(code).toBe(0);
  });

  testWithHosts(mpi)('a network that goes down ends the job once the limit is reached, with the host that is silent', async () => {
    hosts = await makeHosts(2, LINK, inFolder(''));
    const run = `${mpi}-cut`;
    mkdirSync(inFolder(run), { recursive: true });
    const { said } = hosts.start(mpi, [...train(run, 'training.checkpointEvery=1'), '--steps', '5000'], { INRFLOW_WATCHDOG_SECONDS: '3' });
    let cutAt = 0;
    const watcher = watch(inFolder(run), (_, file) => {
      if (file !== 'training.safetensors' || cutAt > 0) return;
      cutAt = performance.now();
      hosts!.cut();
    });
    // A launcher may wait for the other host for ever; the processes do not.
    while (cutAt === 0 || runningIn(inFolder(run)).length > 0) {
      if (cutAt > 0) expect(performance.now() - cutAt).toBeLessThan(60_000);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    watcher.close();
    expect(faults(said())).toContain('inrflow: rank 1 on host2 has not answered for 3 s: it hangs, or the network to it is down');
  });
});

import path from 'node:path';
import { MPIS, startRanks, testWith } from './support/launch.js';

jest.setTimeout(300_000);

describe.each(MPIS)('%s', (mpi) => {
  testWith(mpi).each([2, 4])('%i processes gather, sum, exchange and spread as brute force says', async (ranks) => {
    const { code, out } = await startRanks(mpi, ranks, ['--expose-gc', path.join(__dirname, 'operations.mjs'), '1500001']).done;
    expect(out.trim().split('\n').sort().map((line) => line.replace(/, \d+ threads.*/, ''))).toEqual(Array.from({ length: ranks }, (_, rank) => `rank ${rank} of ${ranks}: all right`));
    expect(code).toBe(0);
  });

  testWith(mpi)('system calls are left as they are while other threads may be in them', async () => {
    const { code, out, error } = await startRanks(mpi, 2, [path.join(__dirname, 'systemCalls.mjs')]).done;
    expect([code, out.trim().split('\n'), error]).toEqual([0, ['overwritten: none', 'overwritten: none'], expect.any(String)]);
  });
});

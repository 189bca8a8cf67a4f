import path from 'node:path';
import { isInstalled, MPIS, start } from './support/launch.js';

jest.setTimeout(300_000);
const installed = MPIS.filter((mpi) => isInstalled(`mpirun.${mpi}`));
const testWithAny = installed.length > 0 ? test : test.skip;

// The same with 50 kills: node tools/scale/kills.mjs
testWithAny('killed three times at random moments and continued each time, a training ends with the bits of one that was not', async () => {
  const { code, out, error } = await start(process.execPath, [path.join(__dirname, '../../../tools/scale/kills.mjs'), '--kills', '3', '--steps', '16', '--ranks', '2', '--mpi', installed.join(',')]).done;
  expect([code, out, error]).toEqual([0, expect.stringMatching(/^3 kills \(.*\) of \d+ runs? of 16 steps: every checkpoint was whole/), expect.any(String)]);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isRunning } from './isRunning.js';

test('this process runs, and one that has ended does not', async () => {
  expect(isRunning(process.pid)).toBe(true);
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  expect(isRunning(child.pid!)).toBe(false);
});

(process.platform === 'linux' ? test : test.skip)('a process whose exit code nobody has asked for does not run', async () => {
  // The shell becomes a program that does not ask for its children's.
  const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 30'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [printed] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(printed.toString());
  try {
    expect(isRunning(pid)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(process.kill(pid, 0)).toBe(true);
    expect(isRunning(pid)).toBe(false);
  } finally {
    parent.kill();
  }
});

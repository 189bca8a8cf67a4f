import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

// A process of its own: the suite brings its own test runner.
test('TensorFlow.js\'s own tests pass on the recording backend, but for the known ones (slow)', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(__dirname, 'run.mjs')], { encoding: 'utf8' });
  expect(`${status} ${stdout.trim().split('\n').slice(-20).join('\n')}${status === 0 ? '' : stderr}`).toMatch(/^0 /);
}, 600_000);

import { availableParallelism } from 'node:os';
import { defaultThreads } from './threads.js';

test.each([
  ['two cores of one thread each', { platform: 'linux', processors: 2, siblings: ['0', '1'] }, 2],
  ['two cores of two threads each', { platform: 'linux', processors: 4, siblings: ['0,2', '1,3', '0,2', '1,3'] }, 2],
  ['a process confined to one of eight cores', { platform: 'linux', processors: 1, siblings: ['0', '1', '2', '3', '4', '5', '6', '7'] }, 1],
  ['a machine that says nothing about its cores', { platform: 'linux', processors: 6, siblings: [] }, 6],
  ['another system, whose cores ONNX Runtime counts', { platform: 'darwin', processors: 8, siblings: [] }, undefined],
])('%s', (_, machine, threads) => {
  expect(defaultThreads(machine)).toBe(threads);
});

test('this machine gets at least one thread and at most one per processor', () => {
  const threads = defaultThreads();
  if (process.platform !== 'linux') return;
  expect(threads).toBeGreaterThanOrEqual(1);
  expect(threads).toBeLessThanOrEqual(availableParallelism());
});

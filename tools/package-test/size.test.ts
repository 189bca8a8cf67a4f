import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from './packages';
import { run } from './run';

/** Megabytes of an install by what it is made of, from a table in Markdown. */
const installs = (text: string) => Object.fromEntries([...text.matchAll(/^\| (`.+`) \| (\d+) MB \|$/gm)].map(([, made, size]) => [made, Number(size)]));

const output = run(process.execPath, [join(REPOSITORY, 'tools/platforms/platforms.mjs')], REPOSITORY);

test('README.md has the size of the install that it recommends', () => {
  const [, size] = /^npm install .+: (\d+) MB$/m.exec(output)!;
  const [, told] = /This takes (\d+) MB/.exec(readFileSync(join(REPOSITORY, 'README.md'), 'utf8'))!;
  expect(Math.abs(Number(told) - Number(size))).toBeLessThanOrEqual(5);
});

test('an install for Node takes at most 350 MB, and docs/compute.md has the sizes that the tool prints', () => {
  const printed = installs(output);
  const told = installs(readFileSync(join(REPOSITORY, 'docs/compute.md'), 'utf8'));
  expect(Object.keys(told)).toEqual(Object.keys(printed));
  expect(printed['`onnxruntime-node`']).toBeLessThanOrEqual(350);
  for (const [made, size] of Object.entries(printed)) expect([made, Math.abs(told[made] - size) <= 2]).toEqual([made, true]);
});

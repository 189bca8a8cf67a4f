import { readFileSync } from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';

const root = path.join(__dirname, '../../../..');

test('the table of platforms in docs/compute.md is what onnxruntime-node ships', () => {
  const printed = execFileSync(process.execPath, [path.join(root, 'tools/platforms/platforms.mjs')], { encoding: 'utf8' });
  const guide = readFileSync(path.join(root, 'docs/compute.md'), 'utf8');
  const rows = printed.split('\n').filter((line) => line.startsWith('| '));
  expect(rows.length).toBeGreaterThan(5);
  for (const row of rows.filter((each) => !each.includes('`'))) expect(guide).toContain(row);
});

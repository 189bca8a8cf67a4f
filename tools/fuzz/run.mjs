// More broken files than the tests try: `npm run fuzz -- 20000 [seed]`. The tests themselves are `fuzz.test.ts` of each package, the mutations tools/jest/fuzz.ts.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const [count = '20000', seed = String(Date.now() % 2 ** 32)] = process.argv.slice(2);
if (![count, seed].every((number) => /^\d{1,10}$/.test(number))) {
  console.error('usage: npm run fuzz -- [files a reader] [seed]');
  process.exit(2);
}
console.log(`${count} broken files a reader, seed ${seed}`);
let status = 0;
for (const name of readdirSync(path.join(root, 'packages'))) {
  const config = path.join(root, 'packages', name, 'jest.config.cjs');
  if (!existsSync(config)) continue;
  const { status: ended } = spawnSync('npx', ['jest', '-c', config, '--passWithNoTests', '--testPathPatterns', 'fuzz\\.test'], { cwd: root, stdio: 'inherit', env: { ...process.env, FUZZ_COUNT: count, FUZZ_SEED: seed } });
  status ||= ended ?? 1;
}
process.exit(status);

// Adds up the closing lines of Jest and of Node's test runner in a log; prints `N passed, N failed` last and exits with the given status.
import { readFileSync } from 'node:fs';

const [file, status] = process.argv.slice(2);
 
const log = readFileSync(file, 'utf8').replace(/\u001b\[[0-9;]*m/g, '');
const total = { passed: 0, failed: 0, skipped: 0 };
for (const [, line] of log.matchAll(/^.*?Tests:\s+(.*)$/gm)) {
  for (const [, count, word] of line.matchAll(/(\d+) (passed|failed|skipped)/g)) total[word] += Number(count);
}
for (const [, word, count] of log.matchAll(/(?:#|ℹ) (pass|fail) (\d+)$/gm)) total[`${word}ed`] += Number(count);
// Whoever sees the end of the log alone should know what failed.
const failed = new Set([...log.matchAll(/^(?:[\w-]+:\s+)?\s*(?:● (?!Console$)(.+)|not ok \d+ - (.+))$/gm)].map(([, jest, node]) => (jest ?? node).trim()));
for (const name of [...failed].slice(0, 40)) console.log(`failed: ${name}`);
const ok = status === '0' && total.failed === 0 && total.passed > 0;
if (!ok && total.failed === 0) console.log('A step other than a test failed (see above).');
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
process.exit(ok ? 0 : 1);

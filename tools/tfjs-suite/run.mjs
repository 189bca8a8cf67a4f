// Runs TensorFlow.js's own tests on the recording backend:
//   node tools/tfjs-suite/run.mjs [--only <part of a file name>] [--report docs/tfjs-suite.md] [--json results.json] [--failures]
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { bundle, testFiles } from './bundle.mjs';
import { report, summarize } from './report.mjs';
import { groupOf, known, LEAST_PASSED } from './scope.mjs';

const { values: options } = parseArgs({
  options: { only: { type: 'string' }, report: { type: 'string' }, json: { type: 'string' }, failures: { type: 'boolean' } },
});
const require = createRequire(import.meta.url);
const files = testFiles().filter((file) => !options.only || file.includes(options.only));
const script = await bundle(files);

const jasmineInterface = require('jasmine-core').noGlobals();
Object.assign(globalThis, jasmineInterface);
const env = jasmineInterface.jasmine.getEnv();
const fileOf = new Map();
for (const name of ['it', 'xit', 'fit']) {
  const original = globalThis[name];
  globalThis[name] = (...given) => {
    const spec = original(...given);
    fileOf.set(spec.id, globalThis.suiteFile);
    return spec;
  };
}
// Warnings that TensorFlow.js prints in its tests say nothing about the backend.
console.warn = () => undefined;
require(script);

const results = [];
env.configure({
  random: false,
  failSpecWithNoExpectations: false,
  specFilter: (spec) => !groupOf(fileOf.get(spec.id) ?? '', spec.getFullName()),
});
env.addReporter({
  specDone(result) {
    const file = fileOf.get(result.id) ?? '';
    const group = groupOf(file, result.fullName);
    const status = group ? 'skipped' : result.status;
    results.push({ file, name: result.fullName, status, group, messages: result.failedExpectations.map(({ message }) => message) });
    if (options.failures && status === 'failed') {
      console.log(`${file}: ${result.fullName}\n    ${result.failedExpectations.map(({ message }) => message.split('\n')[0].slice(0, 300)).join('\n    ')}`);
    }
  },
});
await env.execute();
const summary = summarize(results);
if (options.json) writeFileSync(options.json, JSON.stringify({ summary, results }, null, 1));
if (options.report) writeFileSync(options.report, report(summary, results));
const unexpected = results.filter(({ status, name }) => status === 'failed' && !known.some(({ test }) => test.test(name)));
console.log(`${summary.passed} passed, ${summary.failed} failed, ${summary.skipped} skipped of ${summary.total}; ${(100 * summary.rate).toFixed(2)} % of those in scope`);
for (const { file, name, messages } of unexpected) console.log(`unexpected failure in ${file}: ${name}: ${messages[0]}`);
const short = !options.only && summary.passed < LEAST_PASSED;
if (short) console.log(`expected at least ${LEAST_PASSED} to pass`);
process.exit(short || unexpected.length ? 1 : 0);

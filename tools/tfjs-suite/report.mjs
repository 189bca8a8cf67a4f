import { groups, known } from './scope.mjs';

/** Counts of results by status, and the share of passes among the tests in scope. */
export function summarize(results) {
  const count = (status) => results.filter((result) => result.status === status).length;
  const [passed, failed, skipped, pending] = ['passed', 'failed', 'skipped', 'pending'].map(count);
  return { total: results.length, passed, failed, skipped, pending, rate: passed / (passed + failed) };
}

const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const cell = (text) => text.replaceAll('|', '\\|').replace(/ onnx \{\}/g, '');

/** The results as a Markdown page. */
export function report(summary, results) {
  const failures = results.filter(({ status }) => status === 'failed');
  const reasonOf = (name) => known.find(({ test }) => test.test(name))?.reason ?? 'to be found';
  const files = [...new Set(results.map(({ file }) => file))].sort().map((file) => {
    const count = (status) => results.filter((result) => result.file === file && result.status === status).length;
    return [`\`${file}\``, count('passed'), count('failed'), count('skipped')];
  });
  return `# TensorFlow.js's own tests on the recording backend

Written by \`node tools/tfjs-suite/run.mjs --report docs/tfjs-suite.md\`, which runs the tests that \`@tensorflow/tfjs-core\` ships in its
npm package. Each tensor read in a test compiles and runs what it needs through ONNX Runtime.

${table(['tests', 'number'], [
    ['in the package', summary.total],
    ['passed', summary.passed],
    ['failed', summary.failed],
    ['skipped as out of scope', summary.skipped],
    ['marked pending by TensorFlow.js', summary.pending],
  ])}

**${(100 * summary.rate).toFixed(2)} %** of the tests in scope pass.

## Skipped

${table(['group', 'tests', 'reason'], groups.map(({ name, reason }) => [name, results.filter(({ group }) => group === name).length, reason]))}

## Failed

${table(['test', 'reason'], failures.map(({ name }) => [cell(name), reasonOf(name)]))}

## By file

${table(['file', 'passed', 'failed', 'skipped'], files)}
`;
}

// The report in Markdown, from what was measured.
import { median, warningOf } from './statistics.mjs';

/** What our rows are called. */
export const OURS = 'this library';
export const OURS_IN_EIGHT_BITS = `${OURS}, weights of 8 bits`;
const isOurs = (name) => name.startsWith(OURS);
const seconds = (value) => `${value.toFixed(value < 1 ? 3 : 2)} s`;
const mebibytes = (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
const all = (runs, field) => runs.flatMap((run) => run[field] ?? []);
const middle = (runs, field) => (all(runs, field).length > 0 ? median(all(runs, field)) : undefined);
const shown = (value, format) => (value === undefined ? '–' : format(value));

/** The least of the others' medians, which is what ours is compared with. */
const bestOther = (results, field) => Math.min(...Object.entries(results).filter(([name]) => !isOurs(name)).map(([, runs]) => middle(runs, field) ?? Infinity));

/** `ours ÷ the best PyTorch`, if there is one. */
const ratio = (results, ours, field) => (Number.isFinite(bestOther(results, field)) ? (middle(results[ours], field) / bestOther(results, field)).toFixed(2) : '–');

/** A table with a row a contender and, below, the ratios to the best of the others. */
function table(results, columns) {
  return [
    `| | ${columns.map(({ title }) => title).join(' | ')} |`, `|---|${'---|'.repeat(columns.length)}`,
    ...Object.entries(results).map(([name, runs]) => `| ${name} | ${columns.map(({ field, format }) => shown(middle(runs, field), format)).join(' | ')} |`),
    ...Object.keys(results).filter(isOurs).map((ours) =>
      `| ratio to the best PyTorch${ours.slice(OURS.length)} | ${columns.map(({ field, compared = true }) => (compared ? ratio(results, ours, field) : '')).join(' | ')} |`), '',
  ];
}

const PRODUCT = { title: 'plain product', field: 'matmulGflops', format: (speed) => `${speed.toFixed(0)} GFLOP/s`, compared: false };
const MEMORY = { title: 'peak memory', field: 'peakMemoryBytes', format: mebibytes };

const warned = (results) => {
  const warning = warningOf(Object.fromEntries(Object.entries(results).map(([name, runs]) => [name, all(runs, 'matmulGflops')])));
  return warning ? [`**${warning}**`, ''] : [];
};

/** A model's section. */
export function modelSection(name, title, { runs, startUp, how }) {
  const ours = runs[OURS];
  const [{ parameters, trainStepFlops }] = ours;
  const speed = trainStepFlops / middle(ours, 'trainStepSeconds') / 1e9;
  const merged = Object.fromEntries(Object.entries(runs).map(([contender, each]) => [contender, [...each, { startSeconds: startUp?.[contender].map(({ wallSeconds }) => wallSeconds) }]]));
  return [
    `## ${name}: ${title}`, '', `${(parameters / 1e6).toFixed(1)} M parameters; ${how}.`, '', ...warned(runs),
    ...table(merged, [
      { title: 'training step', field: 'trainStepSeconds', format: seconds }, { title: 'velocity at every pair', field: 'forwardSeconds', format: seconds }, MEMORY,
      ...(startUp ? [{ title: 'start-up', field: 'startSeconds', format: seconds }] : []), PRODUCT,
    ]),
    `Training step: ${(trainStepFlops / 1e9).toFixed(0)} GFLOP of matrix products, ${speed.toFixed(0)} GFLOP/s, ${((100 * speed) / median(all(ours, 'matmulGflops'))).toFixed(0)} % of the plain product.`, '',
  ];
}

/** The section of whole pictures: results by size. */
export function pictureSection(title, bySize, how) {
  const sizes = Object.keys(bySize);
  const names = Object.keys(bySize[sizes[0]]);
  const merged = Object.fromEntries(names.map((name) => [name, [Object.assign({}, ...sizes.map((size) => ({
    [`seconds${size}`]: all(bySize[size][name], 'pictureSeconds'), peakMemoryBytes: Math.max(...sizes.flatMap((each) => all(bySize[each][name], 'peakMemoryBytes'))),
  })), { matmulGflops: sizes.flatMap((size) => all(bySize[size][name], 'matmulGflops')) })]]));
  return [
    `## ${title}`, '', `${how}.`, '', ...warned(merged),
    ...table(merged, [...sizes.map((size) => ({ title: `${size} × ${size}`, field: `seconds${size}`, format: seconds })), MEMORY, PRODUCT]),
  ];
}

/** The README's table of model a: fewer columns and digits. @returns the README with its table replaced */
export function withReadmeTable(readme, { runs }) {
  const [step, velocity, memory] = ['trainStepSeconds', 'forwardSeconds', 'peakMemoryBytes'].map((field) => (each) => middle(each, field));
  const rows = Object.entries(runs).map(([name, each]) => `| ${name} | ${step(each).toFixed(2)} s | ${velocity(each).toFixed(2)} s | ${(memory(each) / 2 ** 30).toFixed(1)} GiB |`);
  return readme.replace(/(\| \| training step \| velocity at every pair \| peak memory \|\n\|---\|---\|---\|---\|\n)(?:\|.*\n)+/, (_, head) => `${head}${rows.join('\n')}\n`);
}

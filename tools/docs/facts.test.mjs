// Figures and defaults that prose repeats, held against where they come from.
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { denoisedWeight, fieldSchema, linear, schemaOf, settingsOf } from '@inrflow/core';
import { loadCheckpoint } from '@inrflow/core/node';
import { plugin as audio } from '@inrflow/audio/command';
import { plugin as image } from '@inrflow/image/command';
import { plugin as molecule } from '@inrflow/molecule/command';
import { plugin as pointcloud } from '@inrflow/pointcloud/command';
import { plugin as protein } from '@inrflow/protein/command';
import { filesBelow, root, textOf } from './files.mjs';

const has = (file, text) => assert.ok(textOf(file).includes(text), `${file} should say: ${text}`);
const shown = (value) => (Array.isArray(value) ? JSON.stringify(value).replaceAll(',', ', ') : String(value));

/** Rows of a page's tables whose first cell is code: names and defaults. */
function defaultsIn(file, head) {
  const table = textOf(file).split(`| ${head} | default | meaning |\n|---|---|---|\n`)[1].split('\n\n')[0];
  return table.split('\n').filter(Boolean).map((row) => row.split(/(?<!\\)\|/)).map(([, names, values]) => [[...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name), values.replaceAll('`', '').trim()]);
}

for (const [file, plugin] of [['docs/point-clouds.md', pointcloud], ['docs/proteins.md', protein], ['docs/audio.md', audio], ['docs/molecules.md', molecule]]) {
  test(`${file} has the schema's defaults`, () => {
    for (const [names, told] of defaultsIn(file, '`data.`')) assert.equal(told, names.map((name) => shown(fieldSchema(schemaOf(plugin), `data.${name}`).default ?? '')).join(', '), names.join());
  });
}

test('sampling.md has the solvers and steps that the kinds of data start from', () => {
  for (const [plugin, words] of [[image, 'pictures'], [pointcloud, 'point clouds'], [protein, 'proteins']]) {
    const { solver, steps } = settingsOf(plugin, {}).sampling;
    has('docs/sampling.md', `**\`${solver}\`, ${steps} steps** for ${words}`);
  }
});

test('defaults that prose repeats', () => {
  const { training, sampling } = settingsOf(image, {});
  has('docs/conditioning.md', `| ${training.conditionDropout} | the command's default`);
  has('docs/getting-started.md', `\`training.checkpointMinutes\` (${training.checkpointMinutes} by default)`);
  has('docs/sampling.md', `${sampling.guidance} is the command's default`);
  has('docs/decisions/07-small-defaults.md', `${training.batchSize} examples per step, a quarter of the points decoded, a learning rate of 0.2 / width, ${sampling.steps} steps of Euler for pictures`);
  has('docs/decisions/07-small-defaults.md', 'a learning rate of 0.2 / width');
  assert.match(fieldSchema(schemaOf(image), 'training.learningRate').description, /Default: 0\.2 \/ model\.width\./);
  assert.match(fieldSchema(schemaOf(image), 'training.decodedPoints').description, /Default: a quarter,/);
  const bytes = fieldSchema(schemaOf(image), 'data.maxFileBytes').default / 2 ** 20;
  for (const file of ['docs/data.md', 'docs/point-clouds.md', 'docs/proteins.md', 'SECURITY.md', 'packages/protein/README.md']) has(file, `${bytes} MiB`);
  has('docs/point-clouds.md', `\`--emd-points\` (${pointcloud.scoring.fields.emdPoints.default})`);
});

test('walk.md has the weight and the defaults of the loss', () => {
  const { training } = settingsOf(image, {});
  has('docs/walk.md', `| \`${training.prediction}\` (default) |`);
  has('docs/walk.md', `t is ${training.times} unless \`training.times\``);
  has('docs/walk.md', `\`training.conditionDropout\` (${training.conditionDropout})`);
  const [, least] = /max\(σ, ([\d.]+)\)/.exec(textOf('docs/walk.md'));
  for (const t of [0.1, 0.5, 0.9, 0.95, 0.99, 1]) assert.ok(Math.abs(denoisedWeight(linear, t) / (1 + t / Math.max(1 - t, least)) ** 2 - 1) < 1e-9);
  has('docs/walk.md', `up to t = ${1 - least}, and at most ${denoisedWeight(linear, 1)}.`);
});

test('the paper\'s recipe on its page is a configuration', () => {
  const [, json] = /## The paper's recipe[^]*?```json\n([^]*?)```/.exec(textOf('docs/paper-to-code.md'));
  assert.equal(settingsOf(image, JSON.parse(json)).training.batchSize, 512);
});

test('every JSON block that is a configuration passes the schema', () => {
  for (const file of ['README.md', ...filesBelow('docs', ['.md']), ...filesBelow('packages', ['README.md'])]) {
    for (const [, json] of textOf(file).matchAll(/^```json\n([^]*?)^```$/gm)) {
      const value = JSON.parse(json);
      const plugin = { pointcloud, protein, image, audio, molecule }[value.modality ?? 'image'];
      if (plugin && (value.data || value.training)) assert.doesNotThrow(() => settingsOf(plugin, value), file);
    }
  }
});

test('the README\'s table of speed is docs/bench.md\'s', () => {
  const cells = (text, name) => text.split('\n').find((row) => row.startsWith(`| ${name} |`)).split('|').slice(2, 5).map((cell) => cell.trim());
  const contenders = [...textOf('docs/bench.md').split('## b:')[0].matchAll(/^\| (this library|PyTorch [^|]+) \|/gm)].map(([, name]) => name);
  assert.ok(contenders.length > 2);
  for (const name of contenders) {
    const [step, velocity, memory] = cells(textOf('docs/bench.md'), name).map(parseFloat);
    assert.deepEqual(cells(textOf('README.md'), name), [`${step.toFixed(2)} s`, `${velocity.toFixed(2)} s`, `${(memory / 1024).toFixed(1)} GiB`], name);
  }
  has('docs/bench.md', '14.6 M parameters');
});

test('what the README says of the emoji model is so', async () => {
  const { progress, config } = await loadCheckpoint(path.join(root, 'packages/cli/models/emoji.safetensors'));
  const { classes } = config;
  has('README.md', `the ${classes.length} classes that it can draw`);
  const [, named] = /classes that it can draw, such as (.+?)\. /.exec(textOf('README.md'));
  for (const [, name] of named.matchAll(/`([^`]+)`/g)) assert.ok(classes.includes(name), name);
  has('README.md', `on ${progress.examples} pictures of ${config.data.size} × ${config.data.size} pixels`);
  const sizes = filesBelow('packages/cli/models', ['.safetensors']).map((file) => statSync(path.join(root, file)).size / 1e6);
  has('README.md', `of ${Math.floor(Math.min(...sizes))} to ${Math.round(Math.max(...sizes))} MB`);
});

test('the Node versions that are told are those of package.json', () => {
  const { engines } = JSON.parse(textOf('package.json'));
  for (const file of ['README.md', 'docs/getting-started.md']) has(file, `Node ${engines.node.replace('>=', '')} or later`);
});

test('minutes of the demo are its default', () => {
  const [, minutes] = /minutes: '(\d+)'/.exec(textOf('tools/demo/emoji.mjs'));
  has('README.md', `another designer's emoji for ${{ 5: 'five', 6: 'six', 7: 'seven', 8: 'eight' }[minutes]} minutes`);
});

test('scripts that pages tell people to run exist', () => {
  const { scripts } = JSON.parse(textOf('package.json'));
  for (const file of ['README.md', 'CONTRIBUTING.md', ...filesBelow('docs', ['.md'])]) {
    for (const [, name] of textOf(file).matchAll(/\bnpm run ([a-z][\w:-]*)/g)) assert.ok(name in scripts || ['example', 'build'].includes(name), `${file}: npm run ${name}`);
    for (const [, script] of textOf(file).matchAll(/\bnode (tools\/[\w/.-]+\.mjs)/g)) assert.ok(filesBelow('tools', ['.mjs']).includes(script), `${file}: node ${script}`);
  }
});

test('every command in the pages has flags that exist', async () => {
  const commands = ['README.md', ...filesBelow('docs', ['.md']), ...filesBelow('packages', ['README.md'])].flatMap((file) => [...textOf(file).matchAll(/\binrflow (train|sample|evaluate|info|export|schema|check|doctor) ([^`\n#|]*)/g)].flatMap(([, command, rest]) => (
    [...rest.matchAll(/(?<![\w-])--([a-z][a-z-]*)/g)].map(([, flag]) => ({ file, command, flag })))));
  const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const program = textOf('packages/cli/src/commands/program.ts') + textOf('packages/cli/src/commands/options.ts') + textOf('packages/cli/src/cli.ts');
  const known = new Set([...program.matchAll(/--([a-z][a-z-]*)/g)].map(([, flag]) => flag));
  const sources = filesBelow('packages', ['fields.ts', 'Kind.ts', 'plugin.ts', 'settings.ts', 'Settings.ts', 'schemaOf.ts', 'views.ts']).map(textOf).join('\n');
  for (const [, name] of sources.matchAll(/^\s*(?:\w+: \{ )?([a-zA-Z]+): \{/gm)) known.add(kebab(name));
  for (const [, name] of sources.matchAll(/(?:fields|askFields): \{ ([a-zA-Z]+): \{/g)) known.add(kebab(name));
  known.add('moments');
  const wrong = commands.filter(({ flag }) => !known.has(flag)).map(({ file, command, flag }) => `${file}: inrflow ${command} --${flag}`);
  assert.deepEqual([...new Set(wrong)], []);
});

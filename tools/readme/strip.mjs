// Writes docs/images/kinds.png, the picture at the top of the README: a row of samples from each shipped model that can be drawn.
// Run it again whenever a shipped model changes: npm run readme:strip
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { loadModel } from '@inrflow/core';
import { loadCheckpoint } from '@inrflow/core/node';
import { contactSheet, fitPicture } from '@inrflow/drawing';
import { writePng } from '@inrflow/drawing/node';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const { values: flags } = parseArgs({
  options: {
    out: { type: 'string', default: path.join(root, 'docs/images/kinds.png') },
    models: { type: 'string', default: path.join(root, 'packages/cli/models') },
    columns: { type: 'string', default: '7' },
    edge: { type: 'string', default: '112' },
    threads: { type: 'string', default: '2' },
    only: { type: 'string', default: '' },
  },
});
const [columns, edge, threads] = [flags.columns, flags.edge, flags.threads].map(Number);

/** What the README shows of a model that has more to choose from than its own defaults. */
const CHOICES = {
  emoji: () => [{ class: ['face-smiling', 'cat-face', 'heart', 'animal-bird', 'food-fruit', 'face-glasses', 'monkey-face'], size: edge, seed: 3 }],
  furniture: () => [{ points: 4096, seed: 1 }],
  digits: () => [{ size: edge, seed: 1 }],
  molecules: () => ['CN1C=NC2=C1C(=O)N(C)C(=O)N2C', 'CC(C)Cc1ccc(cc1)C(C)C(=O)O', 'CC(=O)Oc1ccccc1C(=O)O', 'OCC1OC(O)C(O)C(O)C1O', 'CC1(C)C2CCC1(C)C(=O)C2', 'NCCc1ccc(O)c(O)c1', 'c1ccc2ccccc2c1'].map((smiles) => ({ smiles, seed: 0 })),
  proteins: async () => {
    const { openProteinChains } = await import('@inrflow/protein/node');
    const { residueType } = await import('@inrflow/protein');
    const chains = await openProteinChains(path.join(root, 'examples/proteins/chains.zip'));
    // The longest ones: short chains are little more than one helix.
    const longest = chains.items.map(({ residues }, index) => ({ residues, index })).sort((a, b) => b.residues - a.residues).slice(0, columns);
    const sequences = [];
    for (const { index } of longest) sequences.push((await chains.chain(index)).chain.residues.map(({ name }) => residueType(name).type.letter).join(''));
    await chains.close();
    return sequences.map((sequence) => ({ sequence, seed: 0 }));
  },
};

/** Models of one kind that come twice are shown once. */
const LEFT_OUT = ['digits', 'furniture-views'];
const isShown = (name) => (flags.only ? flags.only.split(',').includes(name) : !LEFT_OUT.includes(name));
/** Which rows come first; others follow by name. */
const FIRST = ['emoji', 'furniture', 'proteins', 'molecules', 'drums'];
const placeOf = (file) => (FIRST.indexOf(path.basename(file, '.safetensors')) + FIRST.length + 1) % (FIRST.length + 1);

/** A kind's plug-in, by the name that its checkpoints carry. */
async function pluginOf(file) {
  const { config } = await loadCheckpoint(file);
  const { plugin } = await import(`${config.origin?.package ?? `@inrflow/${config.modality ?? 'image'}`}/command`);
  return plugin;
}

/** A row of pictures: one sample of each class in turn, until the row is full. */
async function rowOf(name, file) {
  const kind = await pluginOf(file);
  if (!kind.draw) return undefined;
  const model = await loadModel(pathToFileURL(file), kind);
  const asks = (await CHOICES[name]?.()) ?? [{}];
  const samples = [];
  for (const ask of asks) {
    const each = ask.class?.length ?? (model.classes.length || 1);
    samples.push(...await model.sample({ count: Math.ceil(columns / (each * asks.length)), threads, seed: 0, ...ask }));
  }
  const step = samples.length / Math.min(columns, samples.length);
  const chosen = Array.from({ length: columns }, (_, i) => samples[Math.min(samples.length - 1, Math.floor(i * step))]);
  return chosen.map((sample) => fitPicture(kind.draw(sample, model.settings), { size: edge, channels: 3, background: [255, 255, 255] }));
}

const rows = [];
for (const file of readdirSync(flags.models).filter((each) => each.endsWith('.safetensors')).sort((a, b) => placeOf(a) - placeOf(b))) {
  const name = path.basename(file, '.safetensors');
  if (!isShown(name)) continue;
  const row = await rowOf(name, path.join(flags.models, file));
  if (row) rows.push(...row);
  console.log(`${name}: ${row ? `${row.length} samples` : 'cannot be drawn, left out'}`);
}
await writePng(flags.out, contactSheet(rows, { columns, padding: 4 }));
console.log(path.relative(process.cwd(), flags.out));

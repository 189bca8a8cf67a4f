import path from 'node:path';
import { makeSamples, type EvaluateOptions, type Evaluation, type Host, type Model } from '@inrflow/core';
import { fileNames, makeFolder, writeFileAtomically } from '@inrflow/core/node';
import { averageConformerScores } from '@inrflow/metrics';
import { recordOptions } from '../command/moleculeData.js';
import { openMoleculeRecords } from '../datasets/index.js';
import type { MoleculeData, MoleculeModel } from '../kind/index.js';
import { pairsOf } from '../kind/subjects.js';
import type { Molecule } from '../molecules/index.js';
import { moleculePage, type MoleculePageEntry } from '../viewer/index.js';
import { sdfOf } from '../writers/index.js';
import { conformerSets, libraryConformers, type ConformerSet } from './conformerSets.js';
import type { MoleculeScoringOptions } from './fields.js';
import { scoreSet, type Laid, type SetScores } from './scoreSet.js';

type Options = EvaluateOptions & MoleculeScoringOptions;

/** Conformers from one source, scored by molecule. */
interface Scored {
  part: string;
  source: string;
  molecules: { molecule: Molecule; references: Float64Array[]; scores: SetScores; laid: Laid[] }[];
}

const PARTS = { train: 'trained on', 'held-out': 'held out' } as const;
/** Conformers generated for each reference, as in GEOM's benchmarks. */
const PER_REFERENCE = 2;

const scored = (part: string, source: string, sets: readonly ConformerSet[], generated: readonly (readonly Float64Array[])[], threshold: number): Scored => ({
  part, source,
  molecules: sets.flatMap(({ molecule, conformers }, i) => (generated[i].length === 0 ? [] : [{ molecule, references: conformers, ...scoreSet(molecule, conformers, generated[i], threshold) }])),
});

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const HEAD = ['conformers', 'part', 'molecules', 'COV-R', 'AMR-R/Å', 'COV-P', 'AMR-P/Å', 'bonds off', 'wrong hands'];

function rowOf({ part, source, molecules }: Scored): string[] {
  const { mean } = averageConformerScores(molecules.map(({ scores }) => scores));
  const sum = (field: 'bondsOff' | 'bonds' | 'rightConfigurations' | 'configurations') => molecules.reduce((total, { scores }) => total + scores[field], 0);
  const wrong = sum('configurations') - sum('rightConfigurations');
  return [source, part, String(molecules.length), percent(mean.coverageRecall), mean.averageMinimumRecall.toFixed(3), percent(mean.coveragePrecision), mean.averageMinimumPrecision.toFixed(3), sum('bonds') > 0 ? percent(sum('bondsOff') / sum('bonds')) : '', sum('configurations') > 0 ? percent(wrong / sum('configurations')) : ''];
}

/** Writes conformers superposed on their nearest references: an SDF for each molecule, and a page of all. */
async function writePredictions(folder: string, all: readonly Scored[]): Promise<void> {
  await makeFolder(folder);
  const entries: MoleculePageEntry[] = [];
  const written = all.flatMap(({ part, molecules }) => molecules.map((each) => ({ part, ...each })));
  const files = fileNames(written.map(({ molecule }) => molecule.name), '-000.sdf'.length);
  for (const [i, { part, molecule, references, laid }] of written.entries()) {
    await writeFileAtomically(path.join(folder, `${files[i]}.sdf`), new TextEncoder().encode(laid.map(({ positions }, j) => sdfOf({ molecule, positions }, `${molecule.name} ${j}`)).join('')));
    laid.forEach(({ positions, reference, rmsd }, j) => entries.push({
      name: `${molecule.name} ${j}`, ...(part && { group: part }), note: `RMSD ${rmsd.toFixed(2)} Å`, prediction: { molecule, positions }, truth: { molecule, positions: references[reference] },
    }));
  }
  await writeFileAtomically(path.join(folder, 'viewer.html'), new TextEncoder().encode(await moleculePage(entries, { title: 'Sampled conformers over the nearest reference' })));
}

async function evaluation(all: readonly Scored[], about: Evaluation['about'], { threshold, predictions }: Options, rest: Pick<Evaluation, 'notes' | 'skipped'>): Promise<Evaluation> {
  const filled = all.filter(({ molecules }) => molecules.length > 0);
  if (filled.length === 0) throw new RangeError(`there is nothing to score${rest.skipped?.length ? `: ${rest.skipped[0]}` : ''}`);
  const own = filled.filter(({ source }) => source !== 'OpenChemLib');
  if (predictions !== undefined) await writePredictions(predictions, own);
  const rows = [HEAD, ...filled.map(rowOf)];
  return {
    about, ...rest, lines: [`a conformer covers another below an RMSD of ${threshold} Å, over symmetries, without hydrogens; means over molecules`],
    table: filled.every(({ part }) => part === '') ? rows.map((row) => row.filter((_, column) => column !== 1)) : rows,
    scores: {
      threshold,
      sources: filled.map(({ part, source, molecules }) => ({ source, ...(part && { part }), ...averageConformerScores(molecules.map(({ scores }) => scores)), molecules: molecules.map(({ molecule, scores }) => ({ name: molecule.name, ...scores })) })),
    },
    ...(predictions !== undefined && { written: [path.join(predictions, 'viewer.html')] }),
  };
}

const skippedOf = (records: Awaited<ReturnType<typeof openMoleculeRecords>>['records']) => records.flatMap(({ where, problem }) => (problem === undefined ? [] : [`cannot read molecule ${where}: ${problem}`]));

/** Scores a model on molecules whose conformers are known, with twice as many samples of each as it has references. @throws RangeError if there are none */
export async function scoreModel<Sample>(model: Model<MoleculeData, MoleculeModel, Sample>, options: Options, { signal, progress }: Host): Promise<Evaluation> {
  const { settings: { data }, network } = model;
  const from = options.reference ?? data.path ?? '';
  const asked = options.part ?? 'all';
  // The held-out part is known only for the model's own data.
  const parts = options.reference !== undefined || data.heldOut === 0 ? [undefined] : asked === 'all' ? (['train', 'held-out'] as const) : [asked];
  const pairs = pairsOf({ ...data, orientation: 'file' });
  const [all, skipped]: [Scored[], string[]] = [[], []];
  for (const part of parts) {
    const { records } = await openMoleculeRecords(from, { ...recordOptions(data, part ?? 'all'), maxAtoms: network.config.latents });
    skipped.push(...skippedOf(records));
    const sets = conformerSets(records, { make: data.conformers }).slice(0, options.count);
    const known = sets.map(({ molecule }) => pairs.coordinatesOf(molecule));
    const wishes = sets.flatMap(({ conformers }, i) => Array.from({ length: PER_REFERENCE * conformers.length }, (_, index) => ({ index, context: known[i] })));
    let made = 0;
    const values = await makeSamples(model, wishes, {
      seed: options.seed, threads: options.threads, device: options.device, signal, batch: 32, onDone: ({ length }) => progress(() => `${(made += length)} of ${wishes.length} conformers`),
    });
    let at = 0;
    const generated = sets.map(({ molecule, conformers }) => Array.from({ length: PER_REFERENCE * conformers.length }, () => pairs.positionsOf(molecule, values[at++])));
    const name = part ? PARTS[part] : '';
    all.push(scored(name, 'the model', sets, generated, options.threshold));
    if (options.baseline === 'openchemlib') all.push(scored(name, 'OpenChemLib', sets, sets.map(({ molecule, conformers }) => libraryConformers(molecule, PER_REFERENCE * conformers.length)), options.threshold));
  }
  return evaluation(all, { samples: `${all.filter(({ source }) => source === 'the model').reduce((sum, { molecules }) => sum + molecules.length, 0)} molecules by the model`, references: `${from}, seed ${options.seed}` }, options, { skipped });
}

/** Scores files of conformers, each molecule against the references of the same molecule. @throws RangeError if no molecule is in both */
export async function scoreFiles(samples: string, options: Options & { reference: string }, _host?: Host): Promise<Evaluation> {
  const [mine, theirs] = [await openMoleculeRecords(samples, { maxAtoms: Infinity }), await openMoleculeRecords(options.reference, { maxAtoms: Infinity })];
  const generated = new Map(conformerSets(mine.records).map(({ molecule, conformers }) => [molecule.id, conformers]));
  const references = conformerSets(theirs.records);
  const sets = references.filter(({ molecule }) => generated.has(molecule.id)).slice(0, options.count);
  if (sets.length === 0) throw new RangeError(`no molecule of ${samples} is among those of ${options.reference}: expected conformers of the same molecules, with the same hands`);
  const without = references.length - sets.length;
  const all = [scored('', samples, sets, sets.map(({ molecule }) => generated.get(molecule.id)!), options.threshold)];
  return evaluation(all, { samples: `${sets.length} molecules of ${samples}`, references: options.reference }, options, { skipped: [...skippedOf(mine.records), ...skippedOf(theirs.records)], notes: without > 0 ? [`${without} of ${references.length} molecules of the references have no conformers among the samples`] : [] });
}

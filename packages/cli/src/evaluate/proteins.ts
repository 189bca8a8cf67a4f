import path from 'node:path';
import { fileNames, makeFolder, writeFileAtomically } from '@inrflow/core/node';
import { averageStructureScores, moveAtoms, scoreStructures, type StructureScores } from '@inrflow/metrics';
import { structureStem, type Chain } from '@inrflow/protein';
import { writePdb, writeProteinViewer } from '@inrflow/protein/node';
import { asUsage, InterruptedError, UsageError } from '../errors.js';
import type { Model } from '../model/checkpoint.js';
import type { Terminal } from '../terminal.js';
import { duration, tableOf } from '../words.js';
import type { EvaluateOptions } from './options.js';
import { foldChains, pairChains, type Pair } from './proteinPairs.js';

/** A prediction with its scores, lying on its truth. */
interface Scored extends Pair {
  scores: StructureScores;
}

const PARTS = { train: 'trained on', 'held-out': 'held out' } as const;

/** A chain moved as the TM-score's superposition says: what is alike lies together. */
function laidOn(chain: Chain, { tmSuperposition }: StructureScores): Chain {
  const moved = moveAtoms(tmSuperposition, Float64Array.from(chain.residues.flatMap(({ atoms }) => atoms.flatMap(({ position }) => [...position]))));
  let at = 0;
  const next = () => moved[at++];
  return { ...chain, residues: chain.residues.map((residue) => ({ ...residue, atoms: residue.atoms.map((atom) => ({ ...atom, position: [next(), next(), next()] as const })) })) };
}

/** Each residue's Cα-lDDT in per cent as its B-factor, as predictions have their confidence there. */
function withScores(chain: Chain, { lddtCaPerResidue }: StructureScores, correspondence: EvaluateOptions['correspondence']): Chain {
  if (correspondence !== 'order') return chain;
  const percent = (i: number) => (Number.isFinite(lddtCaPerResidue[i]) ? 100 * lddtCaPerResidue[i] : 0);
  return { ...chain, residues: chain.residues.map((residue, i) => ({ ...residue, atoms: residue.atoms.map((atom) => ({ ...atom, bFactor: percent(i) })) })) };
}

const HEAD = ['protein', 'part', 'residues', 'Cα-lDDT', 'lDDT', 'TM-score', 'RMSD/Å', 'clashes', 'bonds off', 'mirrored'];

function rowOf(name: string, part: string, { residues, lddtCa, lddtAllAtoms, tmScore, rmsd, clashes, bonds, handedness }: StructureScores): string[] {
  return [name, part, String(residues), lddtCa.toFixed(3), lddtAllAtoms.toFixed(3), tmScore.toFixed(3), rmsd.toFixed(2), String(clashes.count), `${bonds.outliers}/${bonds.count}`, `${handedness.mirrored}/${handedness.count}`];
}

function meanRow(part: string, scored: readonly Scored[]): string[] {
  const { lddtCa, lddtAllAtoms, tmScore, rmsd, clashes, bondOutliers } = averageStructureScores(scored.map(({ scores }) => scores));
  return [`mean of ${scored.length}`, part, '', lddtCa.value.toFixed(3), lddtAllAtoms.value.toFixed(3), tmScore.value.toFixed(3), rmsd.value.toFixed(2), `${clashes.value.toFixed(1)} ‰`, bondOutliers ? `${(100 * bondOutliers.value).toFixed(1)} %` : '', ''];
}

/** Writes each prediction over its truth, and a page of all. */
async function writePredictions(folder: string, scored: readonly Scored[], correspondence: EvaluateOptions['correspondence']): Promise<void> {
  await makeFolder(folder);
  const entries = scored.map(({ name, part, prediction, truth, scores }) => ({
    name, ...(part && { group: PARTS[part] }), truth, prediction: withScores(laidOn(prediction, scores), scores, correspondence),
    note: `Cα-lDDT ${scores.lddtCa.toFixed(2)}, TM-score ${scores.tmScore.toFixed(2)}`,
  }));
  const files = fileNames(entries.map(({ name }) => structureStem(name)), '-predicted.pdb'.length);
  for (const [i, { name, prediction, truth }] of entries.entries()) {
    await writePdb(path.join(folder, `${files[i]}-predicted.pdb`), prediction, { title: `${name}, predicted; B-factor: Ca-lDDT in per cent` });
    await writePdb(path.join(folder, `${files[i]}-reference.pdb`), truth, { title: name });
  }
  await writeProteinViewer(path.join(folder, 'viewer.html'), entries);
}

/**
 * Scores a model of proteins on chains whose structure is known, or a folder of predictions against references: see docs/cli.md.
 *
 * @param model the model in the file that is given; none for a folder
 */
export async function evaluateProteins(given: string, model: Model | undefined, options: EvaluateOptions, terminal: Terminal): Promise<void> {
  const begun = performance.now();
  const { correspondence } = options;
  const progress = (done: number, total: number) => terminal.isInteractive && terminal.note(`${done} of ${total} chains, ${duration((performance.now() - begun) / 1000)}`);
  const { pairs, about, notes } = await (model ? foldChains(given, model, options, { signal: terminal.signal, progress }) : pairChains(given, options)).catch((error: unknown) => {
    if (terminal.signal.aborted) throw new InterruptedError('interrupted: nothing was written');
    throw error;
  });
  if (terminal.signal.aborted) throw new InterruptedError('interrupted: nothing was written');
  notes.forEach((note) => terminal.note(note));
  if (pairs.length === 0) throw new UsageError(`${given}: there is nothing to score`);
  const scored = await asUsage('', async () => pairs.map((pair): Scored => ({ ...pair, scores: scoreStructures({ file: pair.name, ...pair.prediction }, { file: pair.referenceName ?? pair.name, ...pair.truth }, { correspondence }) })));
  const parts = [...new Set(scored.map(({ part }) => part))];
  const rows = [HEAD, ...scored.map(({ name, part, scores }) => rowOf(name, part ? PARTS[part] : '', scores)), ...parts.map((part) => meanRow(part ? PARTS[part] : '', scored.filter((each) => each.part === part)))];
  // The column of parts says nothing where there are none.
  const shown = parts.every((part) => part === undefined) ? rows.map((row) => row.filter((_, column) => column !== 1)) : rows;
  if (options.predictions) await writePredictions(options.predictions, scored, correspondence);
  if (options.out) {
    const means = parts.map((part) => ({ part: part ?? 'all', ...averageStructureScores(scored.filter((each) => each.part === part).map(({ scores }) => scores)) }));
    const proteins = scored.map(({ name, part, scores: { lddtCaPerResidue, lddtAllAtomsPerResidue, tmSuperposition: _tm, superposition: _kabsch, ...scores } }) => (
      { name, ...(part && { part }), ...scores, lddtCaPerResidue: Array.from(lddtCaPerResidue), lddtAllAtomsPerResidue: Array.from(lddtAllAtomsPerResidue) }));
    await writeFileAtomically(options.out, Buffer.from(`${JSON.stringify({ ...about, means, proteins }, null, 2)}\n`));
  }
  terminal.out(`${about.predictions}, against ${about.references}; residues by ${correspondence}${model ? `, seed ${options.seed}` : ''}`);
  terminal.out(tableOf(shown));
  const written = [options.out, options.predictions && path.join(options.predictions, 'viewer.html')].filter(Boolean);
  terminal.note(`scored in ${duration((performance.now() - begun) / 1000)}${written.length > 0 ? `: ${written.join(', ')}` : ''}`);
}

import path from 'node:path';
import type { EvaluateOptions, Evaluation, Host, Model } from '@inrflow/core';
import { fileNames, makeFolder } from '@inrflow/core/node';
import { averageStructureScores, moveAtoms, scoreStructures, type StructureScores } from '@inrflow/metrics';
import type { Chain } from '../chains/chain.js';
import { structureStem } from '../files/index.js';
import type { ProteinData, ProteinModel } from '../kind/index.js';
import { writeProteinViewer } from '../viewer/index.js';
import { writePdb } from '../writers/writeStructure.js';
import { foldChains, pairChains, type Pair, type Pairs } from './chainPairs.js';
import type { ProteinScoringOptions } from './fields.js';

type Options = EvaluateOptions & ProteinScoringOptions;
type Correspondence = ProteinScoringOptions['correspondence'];

/** A prediction with its scores, superposed on its truth. */
interface Scored extends Pair {
  scores: StructureScores;
}

const PARTS = { train: 'trained on', 'held-out': 'held out' } as const;

/** Moves a chain by the TM-score's superposition, so that similar parts coincide. */
function laidOn(chain: Chain, { tmSuperposition }: StructureScores): Chain {
  const moved = moveAtoms(tmSuperposition, Float64Array.from(chain.residues.flatMap(({ atoms }) => atoms.flatMap(({ position }) => [...position]))));
  let at = 0;
  const next = () => moved[at++];
  return { ...chain, residues: chain.residues.map((residue) => ({ ...residue, atoms: residue.atoms.map((atom) => ({ ...atom, position: [next(), next(), next()] as const })) })) };
}

/** Sets each residue's B-factor to its Cα-lDDT in per cent, where predictions store their confidence. */
function withScores(chain: Chain, { lddtCaPerResidue }: StructureScores, correspondence: Correspondence): Chain {
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
async function writePredictions(folder: string, scored: readonly Scored[], correspondence: Correspondence): Promise<void> {
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

async function score({ pairs, about, notes, skipped }: Pairs, { correspondence, predictions, seed }: Options, isModel: boolean): Promise<Evaluation> {
  if (pairs.length === 0) throw new RangeError(`there is nothing to score${skipped.length > 0 ? `: ${skipped[0]}` : ''}`);
  const scored = pairs.map((pair): Scored => ({ ...pair, scores: scoreStructures({ file: pair.name, ...pair.prediction }, { file: pair.referenceName ?? pair.name, ...pair.truth }, { correspondence }) }));
  const parts = [...new Set(scored.map(({ part }) => part))];
  const rows = [HEAD, ...scored.map(({ name, part, scores }) => rowOf(name, part ? PARTS[part] : '', scores)), ...parts.map((part) => meanRow(part ? PARTS[part] : '', scored.filter((each) => each.part === part)))];
  if (predictions !== undefined) await writePredictions(predictions, scored, correspondence);
  const means = parts.map((part) => ({ part: part ?? 'all', ...averageStructureScores(scored.filter((each) => each.part === part).map(({ scores }) => scores)) }));
  const proteins = scored.map(({ name, part, scores: { lddtCaPerResidue, lddtAllAtomsPerResidue, tmSuperposition: _tm, superposition: _kabsch, ...scores } }) => (
    { name, ...(part && { part }), ...scores, lddtCaPerResidue: Array.from(lddtCaPerResidue), lddtAllAtomsPerResidue: Array.from(lddtAllAtomsPerResidue) }));
  return {
    about: { ...about, references: `${about.references}; residues by ${correspondence}${isModel ? `, seed ${seed}` : ''}` }, notes, skipped, scores: { means, proteins },
    // Drop the column of parts if no chain has one.
    table: parts.every((part) => part === undefined) ? rows.map((row) => row.filter((_, column) => column !== 1)) : rows,
    ...(predictions !== undefined && { written: [path.join(predictions, 'viewer.html')] }),
  };
}

/** Scores a model of proteins on chains whose structure is known. @throws RangeError if there are none */
export async function scoreModel<Sample>(model: Model<ProteinData, ProteinModel, Sample>, options: Options, host: Host): Promise<Evaluation> {
  return score(await foldChains(model, options, host), options, true);
}

/** Scores a folder of predictions, each against the reference of its name. @throws RangeError if there are none, or one has no reference */
export async function scoreFiles(samples: string, options: Options & { reference: string }): Promise<Evaluation> {
  return score(await pairChains(samples, options), options, false);
}

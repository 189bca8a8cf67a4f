import { inPart } from '@inrflow/core/node';
import { chooseChains } from '../files/chooseChains.js';
import { refusalOf } from '../files/readStructure.js';
import type { ProteinDatasetOptions } from './options.js';
import type { SourceFile } from './source.js';
import type { FileSurvey } from './surveyFiles.js';

/** What is known about an example before it is read. */
export interface ProteinItem {
  /** Path in the data set and, if the file has several chains, the chain after a colon: `1lcd.cif.gz:A`. */
  name: string;
  /** Path of the file in the data set. */
  file: string;
  /** The chain's identifier; empty if the file cannot be read. */
  chain: string;
  /** Number of residues with a position; 0 if the file cannot be read. */
  residues: number;
  /** Mean B-factor over the residues: for predictions, mean pLDDT. */
  meanBFactor: number;
  /** The file's title, if it has one. */
  title?: string;
  /** Why the file cannot be read; its example fails with this reason. */
  problem?: string;
}

/** An item and where its chain is found. */
export interface CatalogueEntry {
  item: ProteinItem;
  source: SourceFile;
  /** Index among the file's protein chains. */
  index: number;
}

/** How many chains the options left out, by reason. */
export interface LeftOut {
  /** Chains shorter than `minLength`. */
  short: number;
  /** Chains longer than `maxLength`. */
  long: number;
  /** Chains with a mean pLDDT below `minPlddt`. */
  lowPlddt: number;
}

/** Entries of one file: its chosen chains that pass the limits, or one that says why there are none. */
function entriesOf(source: SourceFile, survey: FileSurvey, options: ProteinDatasetOptions, leftOut: LeftOut): CatalogueEntry[] {
  const { chain = 'all', unknownResidues = 'drop', minLength = 1, maxLength = Infinity, minPlddt = 0 } = options;
  const unreadable = (problem: string, name = source.name, id = ''): CatalogueEntry =>
    ({ item: { name, file: source.name, chain: id, residues: 0, meanBFactor: 0, problem }, source, index: -1 });
  if ('problem' in survey) return [unreadable(survey.problem)];
  const { chains, title } = survey;
  let chosen: number[];
  try {
    chosen = chooseChains(chains, chain);
  } catch (error) {
    return [unreadable((error as Error).message)];
  }
  return chosen.flatMap((index): CatalogueEntry[] => {
    const { id, residues, meanBFactor, unknown } = chains[index];
    const same = chains.slice(0, index).filter((other) => other.id === id).length;
    const name = chains.length === 1 ? source.name : `${source.name}:${id}${same > 0 ? `#${same + 1}` : ''}`;
    if (unknown.length > 0 && unknownResidues === 'refuse') return [unreadable(refusalOf(unknown), name, id)];
    const reason = residues < minLength ? 'short' : residues > maxLength ? 'long' : minPlddt > 0 && meanBFactor < minPlddt ? 'lowPlddt' : undefined;
    if (reason) leftOut[reason]++;
    return reason ? [] : [{ item: { name, file: source.name, chain: id, residues, meanBFactor, ...(title && { title }) }, source, index }];
  });
}

/**
 * The examples of a data set, in the order of its files: chosen chains within the limits, and the files that cannot be read.
 *
 * @param where the data set, as messages name it
 * @throws Error that says what was left out, or cannot be read, if no chain is left
 */
export function catalogueOf(files: readonly SourceFile[], surveys: readonly FileSurvey[], where: string, options: ProteinDatasetOptions): { entries: CatalogueEntry[]; leftOut: LeftOut } {
  const { split } = options;
  const isIn = ({ name }: SourceFile) => !split || inPart(name, { heldOut: split.heldOut ?? 0.1, part: split.part });
  if (split && !files.some(isIn)) throw new Error(`the ${split.part} part of '${where}' is empty: ${files.length} files, heldOut ${split.heldOut ?? 0.1}`);
  const leftOut: LeftOut = { short: 0, long: 0, lowPlddt: 0 };
  const entries = files.flatMap((file, i) => (isIn(file) ? entriesOf(file, surveys[i], options, leftOut) : []));
  if (entries.some(({ item }) => item.problem === undefined)) return { entries, leftOut };
  const reasons = [
    leftOut.short > 0 && `${leftOut.short} chains are shorter than ${options.minLength} residues`,
    leftOut.long > 0 && `${leftOut.long} are longer than ${options.maxLength}`,
    leftOut.lowPlddt > 0 && `${leftOut.lowPlddt} have a mean pLDDT below ${options.minPlddt}`,
    entries.length > 0 && `${entries.length} cannot be read, such as '${entries[0].item.name}': ${entries[0].item.problem}`,
  ].filter((reason) => reason !== false);
  throw new Error(`no chain of '${where}' is left: ${reasons.join('; ')}`);
}

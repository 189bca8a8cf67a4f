import type { StructureOptions } from '../files/readStructure.js';

/** How a data set of proteins is read. Every field has a default. */
export interface ProteinDatasetOptions extends StructureOptions {
  /** Fewest residues with a position that a chain must have; shorter ones are left out. 1 by default. */
  minLength?: number;
  /** Most residues with a position that a chain may have; longer ones are left out. Any number by default. */
  maxLength?: number;
  /** Lowest mean B-factor of a chain, 0 to 100, for predictions, which write pLDDT there; off by default. */
  minPlddt?: number;
  /** Most residues of an example: from longer chains, the example's address chooses a run of this length. Whole chains by default. */
  cropTo?: number;
  /** A part of the chains, by a hash of each file's name, so that chains of one file stay together; all by default. */
  split?: { /** Fraction held out, between 0 and 1; 0.1 by default. */ heldOut?: number; part: 'train' | 'held-out' };
  /** File that keeps what was found in the files, so that the next opening need not read unchanged ones; none by default. */
  indexFile?: string;
  /** Called after each file that is surveyed while opening. */
  onProgress?: (done: number, total: number) => void;
  /** Largest file that is read, in bytes as stored; 256 MiB by default. */
  maxFileBytes?: number;
  /** Bytes of parsed chains kept in memory; 1 GiB by default. */
  cacheBytes?: number;
}

function fail(field: string, value: unknown, expected: string): never {
  throw new RangeError(`${field} of a protein data set must be ${expected}, not ${JSON.stringify(value)}`);
}

function checkCount(field: string, value: number | undefined): void {
  if (value !== undefined && !(Number.isInteger(value) && value > 0)) fail(field, value, 'a positive number of residues');
}

/**
 * Checks the options' values.
 *
 * @throws RangeError that names the option, its value and what was expected
 */
export function checkOptions({ model, chain, unknownResidues, minLength, maxLength, minPlddt, cropTo, split, maxFileBytes, cacheBytes }: ProteinDatasetOptions): void {
  if (model !== undefined && !Number.isInteger(model)) fail('model', model, "a model's number");
  if (chain === '') fail('chain', chain, "'first', 'longest', 'all' or a chain's identifier");
  if (unknownResidues !== undefined && unknownResidues !== 'drop' && unknownResidues !== 'refuse') fail('unknownResidues', unknownResidues, "'drop' or 'refuse'");
  checkCount('minLength', minLength);
  checkCount('maxLength', maxLength);
  checkCount('cropTo', cropTo);
  if (minLength !== undefined && maxLength !== undefined && minLength > maxLength) fail('minLength', minLength, `at most maxLength, which is ${maxLength}`);
  if (minPlddt !== undefined && !(minPlddt >= 0 && minPlddt <= 100)) fail('minPlddt', minPlddt, 'from 0 to 100');
  if (split?.heldOut !== undefined && !(split.heldOut > 0 && split.heldOut < 1)) fail('split.heldOut', split.heldOut, 'a fraction between 0 and 1');
  if (split !== undefined && split.part !== 'train' && split.part !== 'held-out') fail('split.part', split.part, "'train' or 'held-out'");
  if (maxFileBytes !== undefined && !(maxFileBytes > 0)) fail('maxFileBytes', maxFileBytes, 'a positive number of bytes');
  if (cacheBytes !== undefined && !(cacheBytes >= 0)) fail('cacheBytes', cacheBytes, 'zero or a positive number of bytes');
}

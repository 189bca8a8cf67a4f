import path from 'node:path';
import { normalValues } from '@inrflow/core';
import type { Chain } from '../chains/chain.js';
import { openProteinChains } from '../datasets/index.js';
import type { ProteinViewerEntry } from '../viewer/index.js';

const CHAINS = path.join(__dirname, '../../../../examples/proteins/chains.zip');

/** A chain bent by waves of this height in Å, like a prediction that is roughly right; its parts keep their shapes. */
export function bent(chain: Chain, height: number, seed: number): Chain {
  const phases = normalValues({ seed, stream: 'bent', step: 0, sample: 0 }, 9);
  const move = (position: readonly number[]) => [0, 1, 2].map((axis) => position[axis] + height * Math.sin((position[(axis + 1) % 3] + position[(axis + 2) % 3]) / 14 + 3 * phases[axis]));
  return { ...chain, residues: chain.residues.map((residue) => ({ ...residue, atoms: residue.atoms.map((atom) => ({ ...atom, position: move(atom.position) as [number, number, number] })) })) };
}

/** Entries for tests: real chains as truths, and bent copies of them as predictions; the last has no truth, no note and no group. */
export async function demoEntries(): Promise<ProteinViewerEntry[]> {
  const chains = await openProteinChains(CHAINS);
  try {
    const chainOf = async (name: string) => (await chains.chain(chains.names.findIndex((other) => other.includes(name)))).chain;
    const entry = async (name: string, group: string, height: number, note: string, seed: number) => {
      const truth = await chainOf(name);
      return { name, group, note, truth, prediction: bent(truth, height, seed) };
    };
    return [
      await entry('1A8O_A', 'training', 1.2, 'Cα-lDDT 0.93, TM 0.91', 1),
      await entry('1ADZ_A', 'held out', 3, 'Cα-lDDT 0.44, TM 0.39', 2),
      await entry('7CFN_G', 'training', 0.5, 'Cα-lDDT 0.98, TM 0.97', 3),
      { name: '1ZNF_E <i> & "more"', prediction: await chainOf('1ZNF_E') },
    ];
  } finally {
    await chains.close();
  }
}

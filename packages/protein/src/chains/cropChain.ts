import type { Chain } from './chain.js';

/**
 * Residues `start … start + count` of a chain, as a chain of its own whose places begin at 0.
 *
 * @throws RangeError if the chain has no such residues
 */
export function cropChain(chain: Chain, start: number, count: number): Chain {
  const { length } = chain.residues;
  if (!(Number.isInteger(start) && Number.isInteger(count) && start >= 0 && count >= 1 && start + count <= length)) {
    throw new RangeError(`residues ${start} to ${start + count - 1} of chain '${chain.id}' were asked for; expected some from 0 to ${length - 1}`);
  }
  const kept = chain.residues.slice(start, start + count);
  const first = kept[0].place;
  return {
    ...chain,
    residues: kept.map((residue) => ({ ...residue, place: residue.place - first })),
    ...(chain.sequence && { sequence: chain.sequence.slice(first, kept[kept.length - 1].place + 1) }),
  };
}

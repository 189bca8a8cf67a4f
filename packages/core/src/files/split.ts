import { createHash } from 'node:crypto';

/** A number in [0, 1) that depends on the name alone: the first 32 bits of its SHA-256. */
export function hashFraction(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32BE(0) / 0x100000000;
}

/** Whether a split contains the named item: it is held out if its hash is below the fraction. */
export function inPart(name: string, { heldOut, part }: { heldOut: number; part: 'train' | 'held-out' }): boolean {
  return (hashFraction(name) < heldOut) === (part === 'held-out');
}

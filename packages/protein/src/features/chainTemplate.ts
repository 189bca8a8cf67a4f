import type { Atom, Chain, Residue } from '../chains/chain.js';

/** A chain whose atoms have no positions yet, to be filled in from a model's values. */
export interface ChainTemplate {
  /** Identifier of the chain. */
  id: string;
  residues: readonly (Omit<Residue, 'atoms'> & { atoms: readonly Pick<Atom, 'name' | 'element'>[] })[];
  /** Names of all residues by place: see {@link Chain}. */
  sequence?: Chain['sequence'];
}

/** Number of atoms of a template. */
export const atomCount = ({ residues }: ChainTemplate): number => residues.reduce((sum, { atoms }) => sum + atoms.length, 0);

/**
 * Fills a template with positions: values · scale, in Å.
 *
 * @param values `[atoms, 3]`, in the template's order
 * @param scale Å per unit
 * @param bFactor B-factor of each residue's atoms, `[residues]`; 0 by default
 * @throws RangeError if the values are not three for each atom, or not finite
 */
export function chainFromValues(template: ChainTemplate, values: Float32Array, scale: number, bFactor?: ArrayLike<number>): Chain {
  const atoms = atomCount(template);
  if (values.length !== 3 * atoms) throw new RangeError(`chain '${template.id}' has ${atoms} atoms, but ${values.length} values; expected ${3 * atoms}`);
  let at = 0;
  return {
    id: template.id,
    ...(template.sequence && { sequence: template.sequence }),
    residues: template.residues.map((residue, index) => ({
      ...residue,
      atoms: residue.atoms.map(({ name, element }) => {
        const position = [values[at++] * scale, values[at++] * scale, values[at++] * scale] as const;
        if (!position.every(Number.isFinite)) {
          throw new RangeError(`atom ${name} of residue ${residue.name} ${residue.number} of chain '${template.id}' has the values [${values.subarray(at - 3, at)}]; expected finite numbers`);
        }
        return { name, element, position, bFactor: bFactor?.[index] ?? 0 };
      }),
    })),
  };
}

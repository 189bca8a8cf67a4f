import type { Chain } from '../chains/chain.js';
import { checkChains } from '../writers/checkChains.js';

/** A prediction that a page shows, over the truth if that is known. */
export interface ProteinViewerEntry {
  /** Its name in the list. */
  name: string;
  /** The heading that it is listed under, such as `held out`. */
  group?: string;
  /** The prediction, shown with its positions as they are: superpose it on the truth, if there is one, before passing it. */
  prediction: Chain;
  /** Shown at the same place as the prediction, translucent; it may have other residues and atoms. */
  truth?: Chain;
  /** A line beside the name, such as `Cα-lDDT 0.93, TM 0.91`. */
  note?: string;
}

/**
 * Refuses what cannot be shown.
 *
 * @throws RangeError if there are no entries, or a chain of one, which the message names, has no atoms, positions that are not finite or
 * places that do not increase
 */
export function checkEntries(entries: readonly ProteinViewerEntry[]): void {
  if (entries.length === 0) throw new RangeError('a viewer of no proteins shows nothing; expected at least one');
  for (const { name, prediction, truth } of entries) {
    for (const [what, chain] of Object.entries({ prediction, ...(truth && { truth }) })) {
      const fail = (reason: string): never => {
        throw new RangeError(`the ${what} of '${name}' cannot be shown: ${reason}`);
      };
      try {
        checkChains(chain);
      } catch (error) {
        fail((error as Error).message);
      }
      if (!chain.residues.some(({ atoms }) => atoms.length > 0)) fail('it has no atoms');
    }
  }
}

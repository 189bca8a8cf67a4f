import { expectedOneOf } from '@inrflow/core';
import { possibleFileNames } from '@inrflow/core/node';

/** A name in its parts: `a/model-000:B` lies in the folder `a/`, and is of chain `B`. */
interface Parts {
  folder: string;
  base: string;
  /** What stands after a colon; undefined if there is none. */
  chain?: string;
}

function partsOf(stem: string): Parts {
  const [, file, chain] = /^(.*?)(?::([^/:]*))?$/s.exec(stem)!;
  const at = file.lastIndexOf('/') + 1;
  return { folder: file.slice(0, at), base: file.slice(at), ...(chain !== undefined && { chain }) };
}

/** What `inrflow sample` and `inrflow evaluate --predictions` add to a name. */
const withoutAddition = (base: string) => base.replace(/-(?:predicted|reference|\d{3,})$/, '');

/** The references that a prediction may mean, the surest way of finding them first; ways that find nothing are passed over. */
function* waysOf(prediction: string, references: readonly string[]): Generator<number[]> {
  const [own, parts] = [partsOf(prediction), references.map(partsOf)];
  const find = (fits: (reference: Parts, whole: string) => boolean) => references.flatMap((whole, i) => (fits(parts[i], whole) ? [i] : []));
  yield find((_, whole) => whole === prediction);
  const short = withoutAddition(own.base);
  for (const base of short === own.base ? [own.base] : [own.base, short]) {
    yield find((reference) => reference.folder === own.folder && reference.base === base);
    yield find((reference) => reference.base === base);
    // What sample wrote for a name that cannot be a file's, of a reference that is called so; with folders, a name may be a path.
    yield find((reference, whole) => [whole, reference.folder + reference.base, reference.base].some((name) => possibleFileNames(name, '-000.pdb'.length).includes(base)));
    yield find((reference) => reference.base.toLowerCase() === base.toLowerCase());
  }
}

/** Of references in one file or of one name, those whose chain a prediction means. */
function ofChain(found: readonly number[], references: readonly string[], prediction: string): readonly number[] {
  const { chain } = partsOf(prediction);
  if (found.length < 2 || chain === undefined) return found;
  const same = found.filter((i) => partsOf(references[i]).chain === chain);
  return same.length > 0 ? same : found;
}

/**
 * Finds each prediction's reference by name, without endings: one of the very same name first, folders and chain included; then one whose file is called
 * alike, in the same folder, or anywhere; then without what `inrflow sample` and `inrflow evaluate` add (`-000`, `-predicted`), or by the name that
 * `sample` gave to its file; last without regard to case. A reference is never shortened, and two that fit are an error, never a choice.
 *
 * @param predictions names without endings, and with the chain after a colon if the file has several
 * @param references the same of the references
 * @param where the references, as messages name them
 * @returns the reference's index of each prediction
 * @throws RangeError if a prediction has no reference, or two that fit alike
 */
export function pairByName(predictions: readonly string[], references: readonly string[], where: string): number[] {
  return predictions.map((prediction) => {
    for (const way of waysOf(prediction, references)) {
      const found = ofChain(way, references, prediction);
      if (found.length === 1) return found[0];
      if (found.length > 1) throw new RangeError(`the prediction '${prediction}' may be of '${references[found[0]]}' or of '${references[found[1]]}' in '${where}': name it as one of them, folders and chain included`);
    }
    throw new RangeError(`'${where}' holds no structure named as the prediction '${prediction}': ${expectedOneOf(withoutAddition(prediction), references.length > 20 ? nearest(prediction, references) : references)}`);
  });
}

/** A few of many references, those that begin alike, so that a message stays short. */
function nearest(prediction: string, references: readonly string[]): readonly string[] {
  const shared = (name: string) => [...name].findIndex((letter, i) => letter !== prediction[i]);
  return [...references].sort((a, b) => shared(b) - shared(a)).slice(0, 5);
}

import { expectedOneOf } from '@inrflow/core';
import { possibleFileNames } from '@inrflow/core/node';

/** The parts of a name: `a/model-000:B` is chain `B` of `model-000` in the folder `a/`. */
interface Parts {
  folder: string;
  base: string;
  /** The part after a colon; undefined if there is none. */
  chain?: string;
}

function partsOf(stem: string): Parts {
  const [, file, chain] = /^(.*?)(?::([^/:]*))?$/s.exec(stem)!;
  const at = file.lastIndexOf('/') + 1;
  return { folder: file.slice(0, at), base: file.slice(at), ...(chain !== undefined && { chain }) };
}

/** Removes what `inrflow sample` and `inrflow evaluate --predictions` add to a name. */
const withoutAddition = (base: string) => base.replace(/-(?:predicted|reference|\d{3,})$/, '');

/** The references that each way of matching finds for a prediction, the strictest way first; it may find none. */
function* waysOf(prediction: string, references: readonly string[]): Generator<number[]> {
  const [own, parts] = [partsOf(prediction), references.map(partsOf)];
  const find = (fits: (reference: Parts, whole: string) => boolean) => references.flatMap((whole, i) => (fits(parts[i], whole) ? [i] : []));
  yield find((_, whole) => whole === prediction);
  const short = withoutAddition(own.base);
  for (const base of short === own.base ? [own.base] : [own.base, short]) {
    yield find((reference) => reference.folder === own.folder && reference.base === base);
    yield find((reference) => reference.base === base);
    // The file name that `sample` chose if the reference's own name cannot be one; with folders, the name may be a path.
    yield find((reference, whole) => [whole, reference.folder + reference.base, reference.base].some((name) => possibleFileNames(name, '-000.pdb'.length).includes(base)));
    yield find((reference) => reference.base.toLowerCase() === base.toLowerCase());
  }
}

/** Of several matching references, those with the prediction's chain, if it names one that they have. */
function ofChain(found: readonly number[], references: readonly string[], prediction: string): readonly number[] {
  const { chain } = partsOf(prediction);
  if (found.length < 2 || chain === undefined) return found;
  const same = found.filter((i) => partsOf(references[i]).chain === chain);
  return same.length > 0 ? same : found;
}

/**
 * Finds each prediction's reference by name, without endings: first one of exactly the same name, folders and chain included; then one whose file has the
 * same name, in the same folder or anywhere; then by the name that `sample` gives to its file; then regardless of case. If all of these fail, they are tried
 * without what `inrflow sample` and `inrflow evaluate` add (`-000`, `-predicted`). References are never shortened, and two equally good ones are an error.
 *
 * @param predictions names without endings, and with the chain after a colon if the file has several
 * @param references names of the references, in the same form
 * @param where the references, as messages name them
 * @returns for each prediction, the index of its reference
 * @throws RangeError if a prediction has no reference, or two equally good ones
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

/** A few of many references, those with similar beginnings, to keep messages short. */
function nearest(prediction: string, references: readonly string[]): readonly string[] {
  const shared = (name: string) => {
    const differs = [...name].findIndex((letter, i) => letter !== prediction[i]);
    return differs < 0 ? name.length : differs;
  };
  return [...references].sort((a, b) => shared(b) - shared(a)).slice(0, 5);
}

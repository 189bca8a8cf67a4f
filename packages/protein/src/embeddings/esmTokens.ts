/** The tokens of ESM-2 in the order of their numbers, from 0 (`vocab.txt` beside its published weights). */
export const ESM_ALPHABET: readonly string[] = '<cls> <pad> <eos> <unk> L A G V S E R T I D P K Q N F Y M H W C X B U Z O . - <null_1> <mask>'.split(' ');

/** Most residues that ESM-2 was trained on at once: 1 024 tokens less the two at the ends. */
export const ESM_RESIDUES = 1022;

const TOKEN_OF = new Map(ESM_ALPHABET.map((token, id) => [token, id]));

/**
 * The tokens of a sequence: `<cls>`, one for each residue, `<eos>`.
 *
 * @param sequence one-letter codes; `X` for unknown residues
 * @param name of the protein, for errors
 * @returns `[residues + 2]`
 * @throws RangeError naming the letter and its position if it does not stand for a residue, or if the sequence is empty or too long
 */
export function esmTokens(sequence: string, name: string): Int32Array {
  if (sequence.length === 0) throw new RangeError(`the sequence of '${name}' is empty`);
  if (sequence.length > ESM_RESIDUES) {
    throw new RangeError(`the sequence of '${name}' has ${sequence.length} residues, but ESM-2 reads ${ESM_RESIDUES}: crop it`);
  }
  const ids = [...sequence].map((letter, place) => {
    const id = /[A-Z]/.test(letter) ? TOKEN_OF.get(letter) : undefined;
    if (id === undefined) throw new RangeError(`residue ${place + 1} of the sequence of '${name}' is '${letter}'; expected one of ${ESM_ALPHABET.filter((token) => /^[A-Z]$/.test(token)).sort().join('')}`);
    return id;
  });
  return Int32Array.from([TOKEN_OF.get('<cls>')!, ...ids, TOKEN_OF.get('<eos>')!]);
}

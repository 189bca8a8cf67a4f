import { nameOfLetter, RESIDUE_LETTERS } from '../chains/standardResidues.js';

/** A named sequence. */
export interface NamedSequence {
  /** The header's first word, or `sequence N` if there is none. */
  name: string;
  /** One-letter codes of standard residues, in capitals. */
  sequence: string;
}

/** Other letters that occur in sequences, with the closest standard residues. */
const OTHERS: Readonly<Record<string, string>> = {
  B: 'asparagine or aspartate: write N or D',
  J: 'leucine or isoleucine: write L or I',
  O: 'pyrrolysine: write K, which it is made from',
  U: 'selenocysteine: write C, whose selenium it has in the place of sulphur',
  X: 'any residue: write the one that is meant, or G or A where that is open',
  Z: 'glutamine or glutamate: write Q or E',
};

/**
 * Converts a sequence to capitals, and removes blanks and a stop `*` at its end.
 *
 * @param where the sequence, as messages name it
 * @throws Error that names sequence, letter and position (from 1) if it is empty, too long, or has something other than a standard residue's letter
 */
export function checkSequence(text: string, where: string, { maxLength = Infinity }: { /** Most residues; any number by default. */ maxLength?: number } = {}): string {
  const sequence = text.replace(/\s+/g, '').replace(/\*$/, '').toUpperCase();
  if (sequence === '') throw new Error(`${where} is empty; expected one-letter codes of amino acids`);
  const letters = [...sequence];
  const wrong = letters.findIndex((letter) => nameOfLetter(letter) === undefined);
  if (wrong >= 0) {
    const letter = letters[wrong];
    const place = `'${letter}' at position ${wrong + 1} of ${where}`;
    if (Object.hasOwn(OTHERS, letter)) throw new Error(`${place} stands for ${OTHERS[letter]}`);
    throw new Error(`${place} is not the letter of an amino acid; expected ${RESIDUE_LETTERS.join('')}${letter === '-' ? ', without the gaps of an alignment' : ''}`);
  }
  if (letters.length > maxLength) throw new Error(`${where} has ${letters.length} residues; expected at most ${maxLength}`);
  return sequence;
}

/**
 * Reads sequences in FASTA: a header after `>`, then lines of one-letter codes; without any header, a single sequence. Lower case counts as
 * capitals, and `*` at the end is dropped.
 *
 * @param file the file, as messages name it
 * @throws Error that names file, sequence and position: no sequence, an empty or too long one, two of one name, or a letter that is not a standard residue's
 */
export function readFasta(text: string, file: string, options: { /** Most residues of a sequence; any number by default. */ maxLength?: number } = {}): NamedSequence[] {
  const sequences: { name: string; lines: string[] }[] = [];
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/).map((part) => part.trim())) {
    if (line.startsWith('>')) sequences.push({ name: line.slice(1).trim().split(/\s+/)[0] || `sequence ${sequences.length + 1}`, lines: [] });
    else if (line !== '' && !line.startsWith(';')) {
      if (sequences.length === 0) sequences.push({ name: 'sequence 1', lines: [] });
      sequences[sequences.length - 1].lines.push(line);
    }
  }
  if (sequences.length === 0) throw new Error(`'${file}' holds no sequence; expected FASTA: a line '>name', then one-letter codes of amino acids`);
  const names = new Set<string>();
  const twice = sequences.find(({ name }) => names.size === names.add(name).size);
  if (twice) throw new Error(`'${file}' has two sequences '${twice.name}'; expected each name once`);
  return sequences.map(({ name, lines }) => ({ name, sequence: checkSequence(lines.join(''), `sequence '${name}' of '${file}'`, options) }));
}

import { readFasta } from './fasta.js';

test('headers, wrapped lines, lower case, a stop, comments and Windows line ends', () => {
  expect(readFasta('\uFEFF; a comment\r\n>sp|P1|X first protein\r\nMKV\r\n  lst*\r\n\r\n>\nGG\n', 'a.fasta')).toEqual([
    { name: 'sp|P1|X', sequence: 'MKVLST' }, { name: 'sequence 2', sequence: 'GG' },
  ]);
  expect(readFasta('acdefghik\nlmnpqrstvwy', 'a')).toEqual([{ name: 'sequence 1', sequence: 'ACDEFGHIKLMNPQRSTVWY' }]);
});

test.each([
  ['', "'a.fa' holds no sequence"],
  ['>x\n>y\nMK', "sequence 'x' of 'a.fa' is empty"],
  ['>x\n*', "sequence 'x' of 'a.fa' is empty"],
  ['>x\nMK\n>x\nMK', "two sequences 'x'"],
  ['>x\nMK\nV1', "'1' at position 4 of sequence 'x' of 'a.fa' is not the letter of an amino acid; expected ACDEFGHIKLMNPQRSTVWY"],
  ['>x\nMK*V', "'*' at position 3"],
  ['>x\nMK-V', 'without the gaps of an alignment'],
  ['>x\nMKé', "'É' at position 3"],
  ['>x\nMXK', "'X' at position 2 of sequence 'x' of 'a.fa' stands for any residue"],
  ['>x\nMKB', 'asparagine or aspartate: write N or D'],
  ['>x\nMKz', "'Z' at position 3"],
  ['>x\nU', 'selenocysteine: write C'],
  ['>x\nO', 'pyrrolysine: write K'],
  ['>x\nJ', 'leucine or isoleucine'],
])('%j is refused', (text, message) => {
  expect(() => readFasta(text, 'a.fa')).toThrow(message);
});

test('over-long sequences are named with their lengths', () => {
  expect(() => readFasta('>x\nMKV', 'a.fa', { maxLength: 2 })).toThrow("sequence 'x' of 'a.fa' has 3 residues; expected at most 2");
  expect(readFasta('>x\nMKV*', 'a.fa', { maxLength: 3 })).toHaveLength(1);
});

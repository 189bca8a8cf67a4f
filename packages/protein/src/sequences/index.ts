export { checkSequence, readFasta, type NamedSequence } from './fasta.js';

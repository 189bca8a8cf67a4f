// Proteins from sequence to structure, in a few minutes on two cores:
//
//     npm run demo:protein
//
// trains a small model on the chains that the repository carries, folds those that it was trained on and those that it never saw, prints a
// table of scores, and writes PDB files with a page that lays predictions on the true structures. So few chains are learnt by heart: the
// scores of held-out ones say what that is worth.
import { writeFileSync } from 'node:fs';
import { demo } from './demo.mjs';

const { run, values, done, inrflow } = demo({ minutes: '6', run: 'runs/proteins-demo', config: 'examples/proteins-demo.json' });
const checkpoint = `${values.run}/weights.safetensors`;
run('Training', inrflow, ['train', values.config, '--run', values.run, '--minutes', values.minutes, '--force']);
run('Chains that it was trained on, and chains held out', inrflow, ['evaluate', checkpoint, '--predictions', `${values.run}/predictions`, '--out', `${values.run}/scores.json`]);
// A zinc finger, whose kind nearly half of the chains are, and a trypsin inhibitor's, of another sequence than any of them.
const fasta = `${values.run}/sequences.fasta`;
writeFileSync(fasta, '>zinc-finger\nKPYQCDYCGRSFSDPTSKMRHLETHDTDKE\n>bpti\nRPDFCLEPPYTGPCKARIIRYFYNAKAGLCQTFVYGGCRAKRNNFKSAEDCMRTCGGA\n');
run('Sequences of a FASTA file', inrflow, ['sample', '--checkpoint', checkpoint, '--sequence', fasta, '--out', `${values.run}/folds`]);
done([`${values.run}/predictions/viewer.html`, `${values.run}/scores.json`, `${values.run}/folds/`]);

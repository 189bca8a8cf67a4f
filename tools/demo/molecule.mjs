// Molecules from SMILES to conformers, in a few minutes on two cores:
//
//     npm run demo:molecule
//
// trains the shipped model further on the conformers that the repository carries, mostly at late times, where bonds are decided (`--init`), scores it on molecules that it was trained on and on those that it never saw, beside what OpenChemLib
// makes of the same molecules, and writes SDF files with a page that lays conformers on the nearest reference.
import { writeFileSync } from 'node:fs';
import { demo } from './demo.mjs';

const { run, values, done, inrflow } = demo({ minutes: '6', run: 'runs/molecules-demo', config: 'examples/molecules-demo.json', count: '25' });
const checkpoint = `${values.run}/weights.safetensors`;
run('Training', inrflow, ['train', values.config, '--run', values.run, '--minutes', values.minutes, '--force']);
run('Molecules that it was trained on, and molecules held out', inrflow, ['evaluate', checkpoint, '--count', values.count, '--predictions', `${values.run}/predictions`, '--out', `${values.run}/scores.json`]);
// Caffeine and aspirin are of the training set or held out, by their hash; the others are in neither.
const smiles = `${values.run}/molecules.smi`;
writeFileSync(smiles, 'Cn1cnc2c1c(=O)n(C)c(=O)n2C caffeine\nCC(=O)Oc1ccccc1C(=O)O aspirin\nCCOc1ccc(NC(C)=O)cc1 phenacetin\nC[C@@H](Cl)c1ccccc1 1-chloroethylbenzene\n');
run('SMILES of a file', inrflow, ['sample', '--checkpoint', checkpoint, '--smiles', smiles, '--out', `${values.run}/conformers`]);
run('A page where they turn', inrflow, ['sample', '--checkpoint', checkpoint, '--smiles', smiles, '--out', `${values.run}/conformers.html`]);
done([`${values.run}/predictions/viewer.html`, `${values.run}/scores.json`, `${values.run}/conformers/`, `${values.run}/conformers.html`]);

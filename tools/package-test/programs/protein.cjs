// A structure file becomes a chain, and the chain a file again.
const assert = require('node:assert/strict');
const { mkdtempSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const ATOMS = ['N   GLY A   1       1.000   2.000   3.000', 'CA  GLY A   1       2.400   2.000   3.000', 'C   GLY A   1       3.000   3.400   3.000', 'O   GLY A   1       2.300   4.400   3.000'];

module.exports = {
  modules: ['@inrflow/protein', '@inrflow/protein/node'],
  async run(protein, files) {
    const { createProteinModality, openProteinChains, writePdb } = { ...protein, ...files };
    const folder = mkdtempSync(join(process.cwd(), 'structures-'));
    writeFileSync(join(folder, 'glycine.pdb'), `${ATOMS.map((atom, i) => `ATOM  ${String(i + 1).padStart(5)}  ${atom}  1.00  0.00           ${atom[0]}`).join('\n')}\nEND\n`);
    const chains = await openProteinChains(folder);
    assert.equal(chains.length, 1);
    const { chain } = await chains.chain(0);
    assert.deepEqual(chain.residues.map(({ name, atoms }) => [name, atoms.length]), [['GLY', 4]]);
    await chains.close();
    await writePdb(join(folder, 'copy.pdb'), chain);
    assert.match(readFileSync(join(folder, 'copy.pdb'), 'latin1'), /ATOM {6}2 {2}CA {2}GLY A {3}1 {7}2\.400 {3}2\.000 {3}3\.000/);
    assert.equal(createProteinModality().valueChannels, 3);
  },
};

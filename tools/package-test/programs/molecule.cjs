// SMILES become a molecule, a Molfile a conformer, and the conformer a file again.
const assert = require('node:assert/strict');
const { mkdtempSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

module.exports = {
  modules: ['@inrflow/molecule', '@inrflow/molecule/node'],
  async run(molecule, files) {
    const { createMoleculePairs, createMoleculeModality, openMoleculeDataset, openMoleculeRecords, parseMolecules, sdfOf } = { ...molecule, ...files };
    const [{ molecule: ethanol }] = parseMolecules('a.smi', 'CCO ethanol');
    assert.deepEqual(ethanol.atoms.map(({ element, hydrogens }) => element + hydrogens), ['C3', 'C2', 'O1']);
    const folder = mkdtempSync(join(process.cwd(), 'molecules-'));
    writeFileSync(join(folder, 'ethanol.sdf'), sdfOf({ molecule: ethanol, positions: Float64Array.of(-1.2, 0.25, 0, 0, -0.55, 0.1, 1.15, 0.28, -0.1) }));
    const { records } = await openMoleculeRecords(folder);
    assert.deepEqual(records.map(({ molecule: read, positions }) => [read.id === ethanol.id, positions.length]), [[true, 9]]);
    const pairs = createMoleculePairs({ orientation: 'file' });
    const dataset = await openMoleculeDataset(folder, { toExample: (conformer) => pairs.pairsOf(conformer) });
    const { points, values } = await dataset.example(0, { seed: 0, stream: 'a' });
    assert.deepEqual([points, values.length, createMoleculeModality().coordinateChannels], [3, 9, pairs.coordinateChannels]);
  },
};

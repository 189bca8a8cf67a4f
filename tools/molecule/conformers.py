"""Conformers of molecules by RDKit, as SDF: the example set, and its own generator as a baseline.

    pip install rdkit
    python tools/molecule/combine.py 320 > made.txt
    python tools/molecule/conformers.py --out examples/molecules/conformers.sdf.gz tools/molecule/molecules.txt made.txt
    python tools/molecule/conformers.py --raw --out baseline.sdf.gz ...      as ETKDG makes them, neither relaxed nor chosen

Ten conformers of each molecule are embedded (ETKDGv3) and relaxed (MMFF94s); those within 5 kcal/mol of the best are kept, the lowest first, if they
differ by 0.4 Å from all kept before (RMSD of the heavy atoms, symmetric); at most six. Heavy atoms alone are written, with explicit hydrogens left out.
"""
import argparse
import gzip

from rdkit import Chem, RDLogger
from rdkit.Chem import AllChem

RDLogger.DisableLog('rdApp.*')
TRIED, WINDOW, APART, MOST, HEAVY, SEED = 10, 5.0, 0.4, 6, 22, 18


def conformers(molecule, raw, tried):
    full = Chem.AddHs(molecule)
    parameters = AllChem.ETKDGv3()
    parameters.randomSeed = SEED
    ids = list(AllChem.EmbedMultipleConfs(full, tried, parameters))
    if raw or not ids:
        return full, ids
    relaxed = AllChem.MMFFOptimizeMoleculeConfs(full, maxIters=500, mmffVariant='MMFF94s')
    if any(energy < 0 and status < 0 for status, energy in relaxed):
        relaxed = AllChem.UFFOptimizeMoleculeConfs(full, maxIters=2000)
    order = sorted(ids, key=lambda i: relaxed[i][1])
    best = relaxed[order[0]][1]
    heavy = Chem.RemoveHs(full)
    kept = []
    for i in order:
        if relaxed[i][1] - best > WINDOW or len(kept) == MOST:
            break
        if all(AllChem.GetBestRMS(Chem.Mol(heavy), heavy, i, other, maxMatches=2000) > APART for other in kept):
            kept.append(i)
    return full, kept


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--out', required=True)
    parser.add_argument('--raw', action='store_true')
    parser.add_argument('--tried', type=int, default=TRIED)
    parser.add_argument('lists', nargs='+')
    given = parser.parse_args()
    written, molecules, seen = [], 0, set()
    for name in given.lists:
        for line in open(name):
            if line.startswith('#') or not line.strip():
                continue
            smiles, title = line.split()
            molecule = Chem.MolFromSmiles(smiles)
            canonical = molecule and Chem.MolToSmiles(molecule)
            if molecule is None or molecule.GetNumAtoms() > HEAVY or canonical in seen or 'unspecified' in title:
                print('left out:', line.strip())
                continue
            # A centre that is left open would be another molecule in each conformer.
            if any(str(each.specified) == 'Unspecified' for each in Chem.FindPotentialStereo(molecule)):
                print('left out, a centre is not specified:', line.strip())
                continue
            seen.add(canonical)
            full, kept = conformers(molecule, given.raw, given.tried)
            if not kept:
                print('no conformer:', line.strip())
                continue
            heavy = Chem.RemoveHs(full)
            heavy.SetProp('_Name', title)
            molecules += 1
            if molecules % 50 == 0:
                print(molecules, 'molecules', flush=True)
            for i in kept:
                written.append(Chem.MolToMolBlock(heavy, confId=i) + '$$$$\n')
    with gzip.GzipFile(given.out, 'wb', mtime=0) as out:
        out.write(''.join(written).encode())
    print(molecules, 'molecules,', len(written), 'conformers')


main()

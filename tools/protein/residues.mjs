// The chemistry of amino-acid residues, computed by RDKit, as packages/protein/src/residues/residueTable.ts.
//
//     node tools/protein/residues.mjs            writes the file
//     node tools/protein/residues.mjs --print    prints the table as JSON
//
// Each residue stands as it does within a chain: capped by acetyl before it and methylamide after it, whose atoms are left out again,
// and charged as at pH 7 (ASP and GLU negative, LYS and ARG positive, HIS neutral with its hydrogen on NE2).
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import initRDKit from '@rdkit/rdkit';

const [BEFORE, AFTER, TERMINUS] = ['CC(=O)', 'NC', '[O-]'];

/** Letter, SMILES between the caps, names of its heavy atoms in the order of the SMILES, configuration of CA (and of CB where that is a centre). */
const RESIDUES = {
  ALA: ['A', 'N[C@@H](C)C(=O)', 'N CA CB C O', 'S'],
  ARG: ['R', 'N[C@@H](CCCNC(=[NH2+])N)C(=O)', 'N CA CB CG CD NE CZ NH2 NH1 C O', 'S'],
  ASN: ['N', 'N[C@@H](CC(=O)N)C(=O)', 'N CA CB CG OD1 ND2 C O', 'S'],
  ASP: ['D', 'N[C@@H](CC(=O)[O-])C(=O)', 'N CA CB CG OD1 OD2 C O', 'S'],
  CYS: ['C', 'N[C@@H](CS)C(=O)', 'N CA CB SG C O', 'R'],
  GLN: ['Q', 'N[C@@H](CCC(=O)N)C(=O)', 'N CA CB CG CD OE1 NE2 C O', 'S'],
  GLU: ['E', 'N[C@@H](CCC(=O)[O-])C(=O)', 'N CA CB CG CD OE1 OE2 C O', 'S'],
  GLY: ['G', 'NCC(=O)', 'N CA C O', ''],
  HIS: ['H', 'N[C@@H](Cc1c[nH]cn1)C(=O)', 'N CA CB CG CD2 NE2 CE1 ND1 C O', 'S'],
  ILE: ['I', 'N[C@@H]([C@@H](C)CC)C(=O)', 'N CA CB CG2 CG1 CD1 C O', 'SS'],
  LEU: ['L', 'N[C@@H](CC(C)C)C(=O)', 'N CA CB CG CD1 CD2 C O', 'S'],
  LYS: ['K', 'N[C@@H](CCCC[NH3+])C(=O)', 'N CA CB CG CD CE NZ C O', 'S'],
  MET: ['M', 'N[C@@H](CCSC)C(=O)', 'N CA CB CG SD CE C O', 'S'],
  PHE: ['F', 'N[C@@H](Cc1ccccc1)C(=O)', 'N CA CB CG CD1 CE1 CZ CE2 CD2 C O', 'S'],
  PRO: ['P', 'N1CCC[C@H]1C(=O)', 'N CD CG CB CA C O', 'S'],
  SER: ['S', 'N[C@@H](CO)C(=O)', 'N CA CB OG C O', 'S'],
  THR: ['T', 'N[C@@H]([C@H](O)C)C(=O)', 'N CA CB OG1 CG2 C O', 'SR'],
  TRP: ['W', 'N[C@@H](Cc1c[nH]c2ccccc12)C(=O)', 'N CA CB CG CD1 NE1 CE2 CZ2 CH2 CZ3 CE3 CD2 C O', 'S'],
  TYR: ['Y', 'N[C@@H](Cc1ccc(O)cc1)C(=O)', 'N CA CB CG CD1 CE1 CZ OH CE2 CD2 C O', 'S'],
  VAL: ['V', 'N[C@@H](C(C)C)C(=O)', 'N CA CB CG1 CG2 C O', 'S'],
};

const ELEMENTS = { 6: 'C', 7: 'N', 8: 'O', 16: 'S' };
/** SMARTS for RDKit's hybridisations; an atom that none matches is `other`. */
const HYBRIDISATIONS = { sp: '[^1]', sp2: '[^2]', sp3: '[^3]', sp3d: '[^4]', sp3d2: '[^5]' };
/** Backbone first, then the side chain by Greek letter and branch, as the PDB orders a residue's atoms. */
const BACKBONE = ['N', 'CA', 'C', 'O'];
const remoteness = (name) => (BACKBONE.includes(name) ? BACKBONE.indexOf(name) - 100 : 10 * 'BGDEZH'.indexOf(name[1]) + Number(name[2] ?? 0));
const byPlace = (a, b) => remoteness(a) - remoteness(b);

/** Atoms (by name) and bonds of the named part of a molecule. */
function chemistryOf(rdkit, smiles, skip, names) {
  const molecule = rdkit.get_mol(smiles);
  const { molecules: [{ atoms, bonds, extensions }], defaults } = JSON.parse(molecule.get_json());
  const { aromaticAtoms = [], atomRings = [], cipCodes = [] } = extensions.find(({ name }) => name === 'rdkitRepresentation');
  const hybridisation = new Map();
  for (const [kind, smarts] of Object.entries(HYBRIDISATIONS)) {
    const query = rdkit.get_qmol(smarts);
    const found = JSON.parse(molecule.get_substruct_matches(query));
    for (const { atoms: [atom] } of Array.isArray(found) ? found : []) hybridisation.set(atom, kind);
    query.delete();
  }
  molecule.delete();
  const nameOf = (atom) => names[atom - skip];
  const table = names.map((name, i) => {
    const atom = { ...defaults.atom, ...atoms[i + skip] };
    return {
      name, element: ELEMENTS[atom.z], degree: bonds.filter((bond) => bond.atoms.includes(i + skip)).length, charge: atom.chg, hydrogens: atom.impHs,
      hybridisation: hybridisation.get(i + skip) ?? 'other', aromatic: aromaticAtoms.includes(i + skip), rings: atomRings.filter((ring) => ring.includes(i + skip)).length,
    };
  });
  const inside = bonds.map((bond) => bond.atoms.map(nameOf)).filter((bond) => bond.every(Boolean)).map((bond) => bond.sort(byPlace));
  return {
    atoms: table.sort((a, b) => byPlace(a.name, b.name)),
    bonds: inside.sort(([a, b], [c, d]) => byPlace(a, c) || byPlace(b, d)),
    centres: ['CA', 'CB'].map((name) => cipCodes.find(([atom]) => nameOf(atom) === name)?.[1] ?? '').join(''),
  };
}

/** The whole table: residues by name, and the oxygen that ends a chain. */
export async function residueTable() {
  const rdkit = await initRDKit();
  const skip = 3;
  let terminalOxygen;
  const residues = Object.entries(RESIDUES).map(([name, [letter, smiles, names, centres]]) => {
    const list = names.split(' ');
    const { atoms, bonds, centres: found } = chemistryOf(rdkit, `${BEFORE}${smiles}${AFTER}`, skip, list);
    if (found !== centres) throw new Error(`${name}: configuration '${found}'; expected '${centres}' of an L-amino acid`);
    const ended = chemistryOf(rdkit, `${BEFORE}${smiles}${TERMINUS}`, skip, [...list, 'OXT']).atoms;
    const oxygen = ended.find((atom) => atom.name === 'OXT');
    terminalOxygen ??= oxygen;
    if (JSON.stringify([oxygen, ...ended.filter((atom) => atom !== oxygen)]) !== JSON.stringify([terminalOxygen, ...atoms])) {
      throw new Error(`${name}: the end of the chain changes more than its oxygen`);
    }
    return { name, letter, smiles, atoms, bonds };
  });
  return { residues, terminalOxygen };
}

/** The table as TypeScript. */
function source({ residues, terminalOxygen }) {
  const atomText = ({ name, element, degree, charge, hydrogens, hybridisation, aromatic, rings }) =>
    `atom('${name}', '${element}', ${degree}, ${charge}, ${hydrogens}, '${hybridisation}', ${aromatic}, ${rings})`;
  const lines = residues.map(({ name, letter, smiles, atoms, bonds }) => `  {
    name: '${name}', letter: '${letter}', smiles: '${smiles}',
    atoms: [
${atoms.map((atom) => `      ${atomText(atom)},`).join('\n')}
    ],
    bonds: bonds('${bonds.map((bond) => bond.join('-')).join(' ')}'),
  },`);
  return `/* eslint-disable max-lines -- written by tools/protein/residues.mjs with RDKit, not by hand */
import type { Hybridisation, ResidueAtom, ResidueChemistry } from './residueChemistry.js';

const atom = (
  name: string, element: string, degree: number, charge: number, hydrogens: number, hybridisation: Hybridisation, aromatic: boolean, rings: number,
): ResidueAtom => ({ name, element, degree, charge, hydrogens, hybridisation, aromatic, rings });
const bonds = (text: string) => text.split(' ').map((bond) => bond.split('-') as [string, string]);

/** The oxygen that ends a chain, as in a carboxylate. */
export const TERMINAL_OXYGEN: ResidueAtom = ${atomText(terminalOxygen)};

/** The twenty standard residues as they stand within a chain at pH 7, capped by acetyl and methylamide while RDKit looked at them. */
export const RESIDUE_TABLE: readonly ResidueChemistry[] = [
${lines.join('\n')}
];
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const table = await residueTable();
  if (process.argv.includes('--print')) process.stdout.write(JSON.stringify(table));
  else writeFileSync(new URL('../../packages/protein/src/residues/residueTable.ts', import.meta.url), source(table));
}

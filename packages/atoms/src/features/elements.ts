/**
 * The elements of the paper's one-hot, by atomic number: the 35 of the drug-like molecules (GEOM-DRUGS) whose atom features it takes over.
 * Residues have C, N, O and S of them.
 */
export const ELEMENTS: readonly string[] = (
  'H Li B C N O F Na Mg Al Si P S Cl K Ca V Cr Mn Cu Zn Ga Ge As Se Br Ag In Sb I Gd Pt Au Hg Bi'
).split(' ');

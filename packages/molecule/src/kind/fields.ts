import type { SchemaFields } from '@inrflow/core';

/** Fields of the section `data` of molecules. */
export const dataFields = {
  path: { type: 'string', minLength: 1, description: 'A folder tree, file, .zip, .tar or .tar.gz of SDF, Molfiles (V2000, V3000), SMILES or XYZ, plain or gzipped. Relative to the working directory.' },
  maxAtoms: { type: 'integer', minimum: 1, maximum: 256, description: 'Most atoms besides hydrogens; larger molecules are left out.', default: 64 },
  conformers: { type: 'integer', minimum: 0, description: 'Conformers that OpenChemLib makes of each molecule that comes without positions in space, such as SMILES; 0 leaves such molecules out.', default: 5 },
  scale: { type: 'number', exclusiveMinimum: 0, description: "Å in a unit of a value: about the standard deviation of a molecule's atoms along an axis.", default: 2 },
  orientation: { enum: ['random', 'principal', 'file'], description: 'How conformers are turned: at random each time, along their principal axes, or as in the file; half of those that are turned are mirrored, with the hands of their centres.', default: 'random' },
  eigenvectors: { type: 'integer', minimum: 0, description: "Eigenvectors of a molecule's graph in an atom's features.", default: 16 },
  heldOut: { type: 'number', minimum: 0, exclusiveMaximum: 1, description: 'Fraction of molecules, chosen by a hash of each, that training never sees; conformers of one stay together.', default: 0 },
  maxFileBytes: { type: 'integer', minimum: 1, description: 'Largest file that is read, or unpacked from an archive, in bytes.', default: 2 ** 28 },
} as const satisfies SchemaFields;

/** Fields of the section `model` that molecules have, or describe in their own words. */
export const modelFields = {
  latents: { type: 'integer', minimum: 1, maximum: 256, description: 'Most atoms of a molecule besides hydrogens: a latent each. Default: from the preset, or data.maxAtoms where that is more.' },
  fixedLatents: { type: 'boolean', description: 'Give every molecule the same number of latents, which attend to all of its atoms (encoder perceiver), instead of a latent per atom.', default: false },
  fourierFrequencies: { type: 'integer', minimum: 1, description: 'Frequencies of the Fourier features of a position, each twice the one before.', default: 6 },
  pairsPerLatent: { type: 'integer', minimum: 1, maximum: 1, description: 'Places of a latent: one atom. Default: 1.' },
} as const satisfies SchemaFields;

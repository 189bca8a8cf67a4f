import type { SchemaFields } from '@inrflow/core';

/** Fields of the section `data` of proteins. */
export const dataFields = {
  path: { type: 'string', minLength: 1, description: 'A folder tree, file, .zip, .tar or .tar.gz of PDB, mmCIF or BinaryCIF, plain or gzipped. Relative to the working directory.' },
  chain: { type: 'string', minLength: 1, description: "Which chains of a file: 'all', 'first', 'longest', or an identifier such as 'A'.", default: 'all' },
  minLength: { type: 'integer', minimum: 1, description: 'Minimum number of residues with a position; shorter chains are left out.', default: 1 },
  maxLength: { type: 'integer', minimum: 1, maximum: 1024, description: 'Maximum number of residues with a position; longer chains are left out, or cropped if cropTo is given.', default: 256 },
  cropTo: { type: 'integer', minimum: 1, maximum: 1024, description: 'Use a run of this many residues of longer chains, a different one each time. Default: whole chains.' },
  minPlddt: { type: 'number', minimum: 0, maximum: 100, description: 'Lowest mean B-factor of a chain, which is pLDDT in predictions.', default: 0 },
  unknownResidues: { enum: ['drop', 'refuse'], description: 'What to do with residues that neither are among the twenty nor derive from one: leave them out, or skip the chain.', default: 'drop' },
  scale: { type: 'number', exclusiveMinimum: 0, description: "Ångströms per unit of value: about the standard deviation of a chain's atoms along an axis.", default: 10 },
  orientation: { enum: ['random', 'principal', 'file'], description: 'How chains are rotated: at random each time, onto their principal axes, or as in the file.', default: 'random' },
  eigenvectors: { type: 'integer', minimum: 0, description: "Eigenvectors of a residue's graph in an atom's features.", default: 8 },
  embeddings: { type: 'string', minLength: 1, description: 'Sequence embeddings: a protein language model such as ESM-2 as .onnx, or a .npz or .safetensors of arrays [residues, channels] by chain. Default: none, the model learns a vector for each kind of residue.' },
  embeddingCache: { type: 'string', minLength: 1, description: "Folder that caches a language model's embeddings. Default: runs/embeddings." },
  embeddingChannels: { type: 'integer', minimum: 0, description: 'Channels of the sequence embedding. Filled in.' },
  heldOut: { type: 'number', minimum: 0, exclusiveMaximum: 1, description: 'Fraction of files, chosen by a hash of their names, that training never sees.', default: 0 },
  maxFileBytes: { type: 'integer', minimum: 1, description: 'Largest file to read, or to unpack from an archive, in bytes.', default: 2 ** 28 },
} as const satisfies SchemaFields;

/** Fields of the section `model` that proteins have, or describe in their own words. */
export const modelFields = {
  latents: { type: 'integer', minimum: 1, description: 'Maximum number of residues of a chain, one latent each. Default: from the preset, or data.maxLength if that is more.' },
  latentFrequencies: { type: 'integer', minimum: 1, description: "Frequencies of the Fourier features of the latents' places along the chain. Default: from the preset." },
  fourierFrequencies: { type: 'integer', minimum: 1, description: 'Frequencies of the Fourier features of a position, each twice the one before.', default: 8 },
  pairsPerLatent: { type: 'integer', minimum: 14, description: 'Capacity of a latent: one place for each atom that a residue can have. Default: 15.' },
  rotaryFastest: { type: 'number', exclusiveMinimum: 0, description: 'Fastest frequency of the rotary embedding. Default: from the preset, one radian a residue.' },
} as const satisfies SchemaFields;

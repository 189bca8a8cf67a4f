import type { SchemaFields } from '@inrflow/core';

/** Fields of the section `data` of proteins. */
export const dataFields = {
  path: { type: 'string', minLength: 1, description: 'A folder tree, file, .zip, .tar or .tar.gz of PDB, mmCIF or BinaryCIF, plain or gzipped. Relative to where the command runs.' },
  chain: { type: 'string', minLength: 1, description: "Which chains of a file: 'all', 'first', 'longest', or an identifier such as 'A'.", default: 'all' },
  minLength: { type: 'integer', minimum: 1, description: 'Fewest residues with a position; shorter chains are left out.', default: 1 },
  maxLength: { type: 'integer', minimum: 1, maximum: 1024, description: 'Most residues with a position; longer chains are left out, or cropped where cropTo is given.', default: 256 },
  cropTo: { type: 'integer', minimum: 1, maximum: 1024, description: 'Take a run of so many residues, another one each time, of chains that are longer. Default: whole chains.' },
  minPlddt: { type: 'number', minimum: 0, maximum: 100, description: 'Least mean B-factor of a chain, which is its pLDDT in predictions.', default: 0 },
  unknownResidues: { enum: ['drop', 'refuse'], description: 'Residues that are none of the twenty and not made of one of them: left out, or reason to skip the chain.', default: 'drop' },
  scale: { type: 'number', exclusiveMinimum: 0, description: "Å in a unit of a value: about the standard deviation of a chain's atoms along an axis.", default: 10 },
  orientation: { enum: ['random', 'principal', 'file'], description: 'How chains are turned: at random each time, along their principal axes, or as in the file.', default: 'random' },
  eigenvectors: { type: 'integer', minimum: 0, description: "Eigenvectors of a residue's graph in an atom's features.", default: 8 },
  embeddings: { type: 'string', minLength: 1, description: 'Sequence embeddings: a protein language model such as ESM-2 as .onnx, or a .npz or .safetensors of arrays [residues, channels] by chain. Default: none, the model learns a vector for each kind of residue.' },
  embeddingCache: { type: 'string', minLength: 1, description: "Folder where a language model's embeddings are kept. Default: runs/embeddings." },
  embeddingChannels: { type: 'integer', minimum: 0, description: 'Filled in: channels of the sequence embedding.' },
  heldOut: { type: 'number', minimum: 0, exclusiveMaximum: 1, description: 'Fraction of files, chosen by a hash of their names, that training never sees.', default: 0 },
  maxFileBytes: { type: 'integer', minimum: 1, description: 'Largest file that is read, or unpacked from an archive, in bytes.', default: 2 ** 28 },
} as const satisfies SchemaFields;

/** Fields of the section `model` that proteins have, or describe in their own words. */
export const modelFields = {
  latents: { type: 'integer', minimum: 1, description: 'Most residues of a chain: a latent each. Default: from the preset, or data.maxLength where that is more.' },
  encoder: { enum: ['spatial', 'linear', 'perceiver'], description: 'How atoms reach the latents: each latent attends to those of its residue, reads them through one linear layer, or attends to all.', default: 'spatial' },
  latentFrequencies: { type: 'integer', minimum: 1, description: "Frequencies of the Fourier features of the latents' places along the chain. Default: from the preset." },
  fourierFrequencies: { type: 'integer', minimum: 1, description: 'Frequencies of the Fourier features of a position, each twice the one before.', default: 8 },
  pairsPerLatent: { type: 'integer', minimum: 14, description: 'Places of a latent, one for each atom that a residue can have. Default: 15.' },
  rotaryFastest: { type: 'number', exclusiveMinimum: 0, description: 'Fastest frequency of the rotary embedding. Default: from the preset, one radian a residue.' },
} as const satisfies SchemaFields;

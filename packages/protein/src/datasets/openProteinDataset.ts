import { uniformValues, UnreadableExampleError, type Address, type Dataset, type Example } from '@inrflow/core';
import { createItemStore } from '@inrflow/core/node';
import type { Chain } from '../chains/chain.js';
import { cropChain } from '../chains/cropChain.js';
import { catalogueOf, type LeftOut, type ProteinItem } from './catalogue.js';
import { createStructureReader } from '../files/structureReader.js';
import { openSource } from './openSource.js';
import { checkOptions, type ProteinDatasetOptions } from './options.js';
import { readSourceFile, surveyFiles } from './surveyFiles.js';

/** Where a cropped run of residues was taken from. */
export interface CroppedFrom {
  whole: Chain;
  /** Place in the whole chain of the run's first residue. */
  firstPlace: number;
}

/** The chains of a data set. */
export interface ProteinChains {
  /** Number of chains, those that cannot be read included. */
  length: number;
  /** What is known about each chain without reading it, such as its length. */
  items: readonly ProteinItem[];
  /** Name of each chain. */
  names: readonly string[];
  /** How many chains the options left out. */
  leftOut: Readonly<LeftOut>;
  /** Notes for the user about what was found while opening, a sentence each. */
  notes: readonly string[];
  /** A short text that identifies the chains: equal for equal chains. */
  fingerprint(): Promise<string>;
  /**
   * A chain with its name: whole or, if an address is given and the chain is longer than `cropTo`, the run of residues that the address chooses.
   *
   * @throws UnreadableExampleError that names file and reason
   */
  chain(index: number, address?: Address): Promise<{ name: string; chain: Chain; cropped?: CroppedFrom }>;
  /** Announces which chains come next, so that they are read ahead. */
  prefetch(indices: readonly number[]): void;
  /** Frees files. */
  close(): Promise<void>;
}

/** Chains as a training set. */
export type ProteinDataset = ProteinChains & Dataset;

/** Makes an example from a chain, which may be a run of a longer one; all random draws come from the address. */
export type ToExample = (chain: Chain, name: string, address: Address, cropped?: CroppedFrom) => Example | Promise<Example>;

/** Rough number of bytes that a parsed chain takes in memory. */
const bytesOf = ({ residues }: Chain) => residues.reduce((sum, { atoms }) => sum + 200 + 250 * atoms.length, 0);

/** The run of residues that an address chooses; all starts are equally likely. */
function cropAt(chain: Chain, count: number, address: Address): { chain: Chain; cropped: CroppedFrom } {
  const starts = chain.residues.length - count + 1;
  const [draw] = uniformValues({ ...address, stream: `${address.stream}/crop` }, 1);
  const start = Math.floor(draw * starts);
  return { chain: cropChain(chain, start, count), cropped: { whole: chain, firstPlace: chain.residues[start].place } };
}

/**
 * Opens protein structures as chains: a folder tree of PDB, mmCIF and BinaryCIF files, plain or gzipped, one such file, or a zip, tar or tar.gz of them
 * as AlphaFold DB ships, zip and tar read in place; other files are skipped. Each file is read once while opening, to learn its chains' lengths;
 * {@link readStructure} describes how. A file that cannot be read becomes an example that fails, so that training counts it.
 *
 * @throws Error if nothing is there (with the nearest name), it holds no structures, or no chain is left
 * @throws RangeError if an option is out of range
 */
export async function openProteinChains(file: string, options: ProteinDatasetOptions = {}): Promise<ProteinChains> {
  checkOptions(options);
  const { cropTo = Infinity, maxFileBytes = 2 ** 28, cacheBytes = 2 ** 30, model, indexFile, onProgress } = options;
  const source = await openSource(file, { maxFileBytes });
  const reader = createStructureReader();
  const close = async () => {
    await reader.close();
    await source.close();
  };
  try {
    const surveys = await surveyFiles(source, { reader, model, maxFileBytes, indexFile, onProgress });
    const { entries, leftOut } = catalogueOf(source.files, surveys, file, options);
    const load = async (index: number) => {
      const { item, source: at, index: chainIndex } = entries[index];
      const fail = (reason: string, cause?: unknown): never => {
        throw new UnreadableExampleError(`cannot read protein '${source.locate(at)}': ${reason}`, { cause });
      };
      if (item.problem !== undefined) return fail(item.problem);
      const { chains } = await readSourceFile(source, at, { reader, model, maxFileBytes }).catch((error: Error) => fail(error.message, error));
      const chain = chains[chainIndex] as Chain | undefined;
      if (chain?.id !== item.chain || chain.residues.length !== item.residues) return fail(`chain '${item.chain}' is not what it was when the data set was opened`);
      return { chain, byteLength: bytesOf(chain) };
    };
    const store = createItemStore(load, cacheBytes);
    return {
      length: entries.length,
      items: entries.map(({ item }) => item),
      names: entries.map(({ item }) => item.name),
      leftOut,
      notes: source.notes,
      // Options choose among the chains of a file, so the number of chosen chains is part of the fingerprint.
      fingerprint: async () => `${await source.fingerprint([...new Set(entries.map(({ item }) => item.file))])} ${entries.length}`,
      async chain(index, address) {
        if (!(index in entries)) throw new RangeError(`chain ${index} of a data set of ${entries.length} was asked for`);
        const { chain } = await store.get(index);
        const { name } = entries[index].item;
        return { name, ...(address && chain.residues.length > cropTo ? cropAt(chain, cropTo, address) : { chain }) };
      },
      prefetch(indices) {
        store.prefetch(indices.filter((index) => index in entries));
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Opens protein structures as a training set: {@link openProteinChains}, with a function that makes an example from each chain.
 *
 * @throws Error and RangeError as {@link openProteinChains} does
 */
export async function openProteinDataset(file: string, { toExample, ...options }: ProteinDatasetOptions & { toExample: ToExample }): Promise<ProteinDataset> {
  const chains = await openProteinChains(file, options);
  return {
    ...chains,
    classes: [],
    sizes: chains.items.map(({ residues }) => Math.min(residues, options.cropTo ?? Infinity)),
    async example(index, address) {
      const { name, chain, cropped } = await chains.chain(index, address);
      return toExample(chain, name, address, cropped);
    },
  };
}

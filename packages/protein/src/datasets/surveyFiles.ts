import { readFile } from 'node:fs/promises';
import { checkFileSize, writeFileAtomically } from '@inrflow/core/node';
import { meanBFactor } from '../chains/chainSequence.js';
import { residueLabel } from '../chains/residueLabel.js';
import type { Structure } from '../files/readStructure.js';
import type { StructureReader } from '../files/structureReader.js';
import type { SourceFile, StructureSource } from './source.js';

/** Contents of one file: its chains, or why it cannot be read. */
export type FileSurvey = { chains: readonly { id: string; residues: number; meanBFactor: number; /** Residues that were left out, as messages name them. */ unknown: readonly string[] }[]; title?: string } | { problem: string };

/** Raise this when readers come to read files differently, so that surveys of older versions are repeated. */
const VERSION = 2;

interface KeptSurveys {
  version: number;
  model?: number;
  files: Record<string, FileSurvey & { bytes: number; changed: number }>;
}

/** How files are read. */
export interface ReadOptions {
  reader: StructureReader;
  model?: number;
  maxFileBytes: number;
}

/**
 * All protein chains of a source's file.
 *
 * @throws Error whose message gives the reason
 */
export async function readSourceFile(source: StructureSource, file: SourceFile, { reader, model, maxFileBytes }: ReadOptions): Promise<Structure> {
  checkFileSize(file.bytes, maxFileBytes);
  return reader.read({ name: file.name, bytes: await source.read(file), model, maxFileBytes });
}

async function surveyFile(source: StructureSource, file: SourceFile, options: ReadOptions): Promise<FileSurvey> {
  try {
    const { title, chains, unknownResidues } = await readSourceFile(source, file, options);
    return {
      chains: chains.map((chain) => ({
        id: chain.id, residues: chain.residues.length, meanBFactor: Math.round(1e4 * meanBFactor(chain)) / 1e4, unknown: unknownResidues.filter((residue) => residue.chain === chain.id).map(residueLabel),
      })),
      ...(title && { title }),
    };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

async function readKept(file: string, model: number | undefined): Promise<KeptSurveys['files']> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new Error(`cannot read the index '${file}': ${error.message}`, { cause: error });
  });
  if (text === undefined) return {};
  let kept: KeptSurveys | undefined;
  try {
    kept = JSON.parse(text) as KeptSurveys;
  } catch {
    // Reported below: whatever this file is, it is not ours to overwrite.
  }
  if (typeof kept?.version !== 'number' || typeof kept.files !== 'object') throw new Error(`'${file}' is not an index of a protein data set; give indexFile another name, or remove it`);
  return kept.version === VERSION && kept.model === model ? kept.files : {};
}

/**
 * Reads every file of a source once, or takes its survey from the index file if it has not changed since.
 *
 * @returns by file, in the source's order
 * @throws Error that names the index file if it is not an index or cannot be read or written
 */
export async function surveyFiles(
  source: StructureSource, options: ReadOptions & { indexFile?: string; onProgress?: (done: number, total: number) => void },
): Promise<FileSurvey[]> {
  const { model, indexFile, onProgress } = options;
  const kept = indexFile === undefined ? {} : await readKept(indexFile, model);
  const surveys: FileSurvey[] = [];
  let news = 0;
  for (const [i, file] of source.files.entries()) {
    const before = Object.hasOwn(kept, file.name) ? kept[file.name] : undefined;
    const holds = before !== undefined && before.bytes === file.bytes && before.changed === file.changed;
    if (!holds) news++;
    surveys.push(holds ? before : await surveyFile(source, file, options));
    onProgress?.(i + 1, source.files.length);
  }
  if (indexFile !== undefined && (news > 0 || Object.keys(kept).length !== source.files.length)) {
    const files = Object.fromEntries(source.files.map(({ name, bytes, changed }, i) => [name, { ...surveys[i], bytes, changed }]));
    await writeFileAtomically(indexFile, new TextEncoder().encode(JSON.stringify({ version: VERSION, ...(model !== undefined && { model }), files })));
  }
  return surveys;
}

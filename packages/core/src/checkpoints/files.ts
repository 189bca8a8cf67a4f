import { createHash } from 'node:crypto';
import { open, readdir, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { editDistance } from '../errors/editDistance.js';
import { checkpointParts, decodeCheckpoint, type Checkpoint, type CheckpointContent } from './checkpoint.js';
import type { SafetensorsOptions } from './safetensors.js';
import { decodeHeader } from './safetensorsHeader.js';
import { writeFileAtomically } from './writeFileAtomically.js';

// Below the 2 GiB that one system call accepts.
const PIECE = 2 ** 28;

/**
 * Saves a checkpoint; at any moment the file is either the complete old one or the complete new one.
 *
 * @throws Error naming the file and the reason, such as a full disk
 */
export async function saveCheckpoint(file: string, checkpoint: Checkpoint, options: SafetensorsOptions = {}): Promise<void> {
  await writeFileAtomically(file, await checkpointParts(checkpoint, options, hashInPieces));
}

/** Requirements on a checkpoint's file. */
export interface LoadCheckpointOptions {
  /** Refuses files with other content; by default both kinds are accepted. */
  content?: CheckpointContent;
}

/** A loaded checkpoint. `Config` is the type of the configuration stored with it, which the caller knows. */
export type LoadedCheckpoint<Config extends object = Checkpoint['config']> = Omit<Required<Checkpoint>, 'config'> & { config: Config & Checkpoint['config'] };

/**
 * The checkpoint in a file.
 *
 * @typeParam Config what was stored as its configuration, such as `{ model: ModelConfig }`; it is not checked
 * @throws Error naming the file and what is wrong: not there (with the names beside it that come nearest), cut short, altered, not a
 * checkpoint, of another content, or of a later version
 */
export async function loadCheckpoint<Config extends object = Checkpoint['config']>(file: string, { content }: LoadCheckpointOptions = {}): Promise<LoadedCheckpoint<Config>> {
  return (await decodeCheckpoint(await readWhole(file), { file, content }, hashInPieces)) as LoadedCheckpoint<Config>;
}

/**
 * What a checkpoint's header says; its tensors are neither read nor verified.
 *
 * @throws Error as {@link loadCheckpoint}, whatever is wrong with the header
 */
export async function loadCheckpointConfig(file: string): Promise<Pick<Checkpoint, 'config'>> {
  const config = await readConfig(file).catch(() => undefined);
  return config === undefined ? loadCheckpoint(file) : { config };
}

/** The configuration in a file's header; undefined if there is none. */
async function readConfig(file: string): Promise<Checkpoint['config'] | undefined> {
  const handle = await open(file, 'r');
  try {
    const start = new Uint8Array(8);
    await handle.read(start, 0, 8);
    const length = Number(new DataView(start.buffer).getBigUint64(0, true));
    if (length > Math.min((await handle.stat()).size - 8, PIECE)) return undefined;
    const bytes = new Uint8Array(8 + length);
    bytes.set(start);
    await handle.read(bytes, 8, length, 8);
    const { metadata: { format, config } } = decodeHeader(bytes, file);
    return format === 'inrflow' && config !== undefined ? (JSON.parse(config) as Checkpoint['config']) : undefined;
  } finally {
    await handle.close();
  }
}

/** SHA-256 of data of any length, which the Web Cryptography API cannot compute. */
async function hashInPieces(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  for (let start = 0; start < bytes.length; start += PIECE) hash.update(bytes.subarray(start, start + PIECE));
  return hash.digest('hex');
}

async function readWhole(file: string): Promise<Uint8Array> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r');
    const found = await handle.stat();
    if (!found.isFile() && !found.isDirectory()) throw new Error('it is a pipe, a socket or a device; expected a checkpoint file');
    const bytes = new Uint8Array(found.size);
    let length = 0;
    for (let read = 1; read > 0 && length < bytes.length; length += read) {
      ({ bytesRead: read } = await handle.read(bytes, length, Math.min(PIECE, bytes.length - length)));
    }
    return bytes.subarray(0, length);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new Error(`${file}: there is no such file${await neighbours(file)}`, { cause: error });
    throw new Error(`${file}: not read: ${code === 'EISDIR' ? 'it is a folder without weights.safetensors or training.safetensors in it; expected a checkpoint file' : message}`, { cause: error });
  } finally {
    await handle?.close();
  }
}

/** The files in the same folder whose names are closest to a missing one, as the end of a sentence. */
async function neighbours(file: string): Promise<string> {
  const folder = path.dirname(file);
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries.filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.')).map((entry) => entry.name);
    if (names.length === 0) return `, and ${folder} holds no files`;
    const wanted = path.basename(file);
    const nearest = names.sort((a, b) => editDistance(a, wanted) - editDistance(b, wanted) || (a < b ? -1 : 1)).slice(0, 3);
    return `; the closest names in its folder: ${nearest.join(', ')}`;
  } catch {
    return `, nor a folder ${folder}`;
  }
}

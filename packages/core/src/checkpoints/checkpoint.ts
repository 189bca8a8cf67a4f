import { quotable } from '../errors/quotable.js';
import { concatenate, decodeSafetensors, packTensors, type SafetensorsOptions, type StoredTensor } from './safetensors.js';
import { decodeHeader, encodeHeader, type SafetensorsEntry } from './safetensorsHeader.js';
import { sha256, type Hash } from './sha256.js';

/** A value that JSON can hold. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

/** `training`: everything that resuming needs; `weights`: what sampling needs. */
export type CheckpointContent = 'training' | 'weights';

/** A stored model or training run. */
export interface Checkpoint {
  content: CheckpointContent;
  /** The configuration that the tensors belong to. */
  config: { [key: string]: JsonValue };
  /** Anything else that resuming needs, such as the step; may be empty. */
  progress?: { [key: string]: JsonValue };
  tensors: Record<string, StoredTensor>;
}

const FORMAT = 'inrflow';
/** The version of the checkpoint format that this release writes; files of later versions are refused. */
export const CHECKPOINT_VERSION = 1;

/**
 * The header and the data of a checkpoint's file: safetensors with the metadata `format`, `version`, `kind`, `config` and `progress` (JSON), and
 * the SHA-256 of the data and of the rest of the header.
 */
export async function checkpointParts(
  { content, config, progress = {}, tensors }: Checkpoint,
  options: SafetensorsOptions = {},
  hash: Hash = sha256,
): Promise<[header: Uint8Array, data: Uint8Array]> {
  const { entries, data } = packTensors(tensors, options);
  const metadata: Record<string, string> = {
    format: FORMAT, version: String(CHECKPOINT_VERSION), kind: content, config: JSON.stringify(config), progress: JSON.stringify(progress), sha256: await hash(data),
  };
  metadata.headerSha256 = await headerHash(metadata, entries, hash);
  return [encodeHeader({ entries, metadata }), data];
}

/**
 * Bytes of a checkpoint, for a file or a download; works in browsers.
 *
 * @throws RangeError if a tensor's data does not fill its shape; Error if the browser offers no SHA-256, as on a page served over neither https nor localhost
 */
export async function encodeCheckpoint(checkpoint: Checkpoint, options: SafetensorsOptions = {}): Promise<Uint8Array> {
  return concatenate(...(await checkpointParts(checkpoint, options)));
}

/** Requirements on a checkpoint. */
export interface DecodeCheckpointOptions {
  /** Named in errors. Default `checkpoint`. */
  file?: string;
  /** Refuses files with other content; by default both kinds are accepted. */
  content?: CheckpointContent;
}

/**
 * A checkpoint from the bytes of its file; works in browsers.
 *
 * @param hash SHA-256 in hexadecimal; by default that of the platform, which takes up to 2 GiB
 * @throws Error naming the file and what is wrong: cut short, altered, not a checkpoint, of another content, or of a later version
 */
export async function decodeCheckpoint(bytes: Uint8Array, { file = 'checkpoint', content }: DecodeCheckpointOptions = {}, hash: Hash = sha256): Promise<Required<Checkpoint>> {
  const fail = (reason: string): never => {
    throw new Error(`${file}: ${reason}`);
  };
  const { entries, metadata, start } = decodeHeader(bytes, file);
  if (metadata.format !== FORMAT) fail('a safetensors file, but not an INRFlow checkpoint: expected the metadata format inrflow');
  const version = Number(metadata.version);
  if (!Number.isInteger(version) || version < 1) fail(metadata.version === undefined ? 'it does not say its version' : `its version is '${quotable(metadata.version)}'; expected a positive integer`);
  if (version > CHECKPOINT_VERSION) fail(`its version ${version} is later than ${CHECKPOINT_VERSION}, the latest that this release reads: update inrflow`);
  const { headerSha256, ...hashed } = metadata;
  if ((await headerHash(hashed, entries, hash)) !== headerSha256) fail('its header has been altered: the hash differs');
  if (content && metadata.kind !== content) fail(`it is a ${metadata.kind} checkpoint; expected a ${content} one`);
  const { tensors } = decodeSafetensors(bytes, file);
  if ((await hash(bytes.subarray(start))) !== metadata.sha256) fail('its data have been altered: the hash differs');
  return { content: metadata.kind as CheckpointContent, config: JSON.parse(metadata.config), progress: JSON.parse(metadata.progress), tensors };
}

/** JSON keeps the order of keys through reading and writing, so the hash can be computed from the parsed header. */
async function headerHash(metadata: Record<string, string>, entries: Record<string, SafetensorsEntry>, hash: Hash): Promise<string> {
  return hash(new TextEncoder().encode(JSON.stringify([metadata, entries])));
}

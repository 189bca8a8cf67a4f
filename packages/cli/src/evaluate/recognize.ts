import { stat } from 'node:fs/promises';
import type { FileHint, Plugin } from '@inrflow/core';
import { openFileTree, openNpy, openZip, parseNpy } from '@inrflow/core/node';
import { UsageError } from '../errors.js';

/** Arrays are recognized by their axes, not by their names. */
const isArray = (name: string) => /\.(?:npy|npz)$/i.test(name);

/** The axes of an array file; for an archive of arrays, those of the largest. */
async function hintOf(file: string): Promise<FileHint> {
  if (!/\.npz$/i.test(file)) {
    const { shape, type, close } = await openNpy(file);
    await close();
    return { array: { shape, type } };
  }
  const zip = await openZip(file);
  try {
    const names = zip.names.filter((name) => name.endsWith('.npy'));
    const largest = names.reduce((most, name) => (zip.size(name) > zip.size(most) ? name : most), names[0]);
    if (largest === undefined) throw new UsageError(`${file}: contains no arrays`);
    const { shape, type } = parseNpy(await zip.read(largest));
    return { array: { shape, type } };
  } finally {
    await zip.close();
  }
}

/** The plug-in that recognizes a file: the first that is certain, otherwise the first that considers it possible. */
function ownerOf(plugins: readonly Plugin[], name: string, hint?: FileHint): { plugin: Plugin; isSure: boolean } | undefined {
  const answers = plugins.map((plugin) => ({ plugin, answer: plugin.recognizes?.(name, hint) ?? false }));
  const found = answers.find(({ answer }) => answer === true) ?? answers.find(({ answer }) => answer === 'perhaps');
  return found && { plugin: found.plugin, isSure: found.answer === true };
}

/**
 * The kind of data in a folder, an archive or a file: decided by the first file of which a plug-in is certain, then by arrays, then by files that may belong to several kinds.
 *
 * @throws UsageError if nothing is there, or the kind cannot be determined
 */
export async function recognize(given: string, plugins: readonly Plugin[]): Promise<Plugin> {
  if (!(await stat(given).catch(() => undefined))) throw new UsageError(`${given}: there is no such file or folder`);
  const kinds = plugins.map(({ words }) => words.many).join(', ');
  if (isArray(given)) {
    const hint = await hintOf(given);
    const owner = ownerOf(plugins, given, hint);
    if (!owner) throw new UsageError(`${given}: its array of shape [${hint.array!.shape.join(', ')}], ${hint.array!.type}, is not recognized as any of ${kinds}: name the kind with --modality`);
    return owner.plugin;
  }
  const tree = await openFileTree(given);
  try {
    const names = [...tree.names, ...(tree.kind === 'file' ? [given] : [])];
    const owners = names.filter((name) => !isArray(name)).map((name) => ownerOf(plugins, name));
    const sure = owners.find((owner) => owner?.isSure);
    if (sure) return sure.plugin;
    const array = names.find(isArray);
    const ofArray = array !== undefined && tree.kind === 'folder' ? ownerOf(plugins, array, await hintOf(tree.locate(array))) : undefined;
    const found = ofArray ?? owners.find((owner) => owner !== undefined);
    if (!found) throw new UsageError(`${given}: is not recognized as any of ${kinds}: name the kind with --modality`);
    return found.plugin;
  } finally {
    await tree.close();
  }
}

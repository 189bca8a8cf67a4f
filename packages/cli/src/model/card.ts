import { readFile } from 'node:fs/promises';
import { UsageError } from '../errors.js';

/**
 * The model card of a checkpoint: the Markdown file of the same name beside it, without its comments.
 *
 * @throws UsageError if there is none
 */
export async function cardOf(checkpoint: string): Promise<string> {
  const file = `${checkpoint.replace(/\.safetensors$/, '')}.md`;
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${checkpoint}: it has no model card: ${error.code === 'ENOENT' ? `expected ${file}` : error.message}`);
  });
  return text.replace(/^<!--.*-->\n+/gm, '').trimEnd();
}

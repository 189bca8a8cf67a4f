import { open, rename, rm } from 'node:fs/promises';

/**
 * Writes a file whole or not at all: a temporary file in the same folder, flushed to disk (fsync), then renamed over the target.
 *
 * @throws the system's error where the folder is missing or cannot be written to; the old file, if any, is then untouched
 */
export async function writeFileAtomically(file: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${file}.${process.pid}.${Date.now().toString(36)}.tmp`;
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

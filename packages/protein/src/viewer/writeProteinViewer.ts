import { writeFileAtomically } from '@inrflow/core/node';
import type { ProteinViewerEntry } from './entry.js';
import { proteinViewerPage, type ProteinViewerOptions } from './proteinViewerPage.js';

/**
 * Writes a {@link proteinViewerPage} as an HTML file, whole or not at all. If an entry has a truth, superpose the prediction on it before.
 *
 * @throws RangeError as {@link proteinViewerPage} does, or Error that names the file and why it was not written
 */
export async function writeProteinViewer(file: string, entries: readonly ProteinViewerEntry[], options?: ProteinViewerOptions): Promise<void> {
  await writeFileAtomically(file, new TextEncoder().encode(await proteinViewerPage(entries, options)));
}

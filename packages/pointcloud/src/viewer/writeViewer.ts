import { writeFileAtomically } from '@inrflow/core/node';
import type { ViewerCloud } from './cloud.js';
import { viewerPage, type ViewerOptions } from './viewerPage.js';

/**
 * Writes a {@link viewerPage} as an HTML file, whole or not at all.
 *
 * @throws RangeError as {@link viewerPage} does, or Error that names the file and why it was not written
 */
export async function writeViewer(file: string, clouds: readonly ViewerCloud[], options?: ViewerOptions): Promise<void> {
  await writeFileAtomically(file, new TextEncoder().encode(await viewerPage(clouds, options)));
}

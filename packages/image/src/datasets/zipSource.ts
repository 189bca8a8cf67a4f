import { byCodePoint, classifyByFolder, openZip, wrappingFolder } from '@inrflow/core/node';
import type { PictureSource } from './source.js';
import { isPictureName, noPictures } from './tree.js';

/**
 * A zip archive of the same tree as a folder of pictures, read without unpacking; a folder that wraps the whole tree is left out.
 *
 * @throws Error where it is damaged or holds no pictures
 */
export async function openZipSource(file: string, labels: string): Promise<PictureSource> {
  const zip = await openZip(file);
  const where = `zip archive '${file}'`;
  const pictures = zip.names.filter(isPictureName);
  if (pictures.length === 0) {
    await zip.close();
    throw noPictures(where);
  }
  const prefix = wrappingFolder(pictures);
  const names = pictures.map((name) => name.slice(prefix.length));
  return {
    ...(labels === 'folders' ? classifyByFolder(names, where, 'pictures') : { entries: names.sort(byCodePoint).map((name) => ({ name })), classes: [] }),
    locate: ({ name }) => `${file}:${prefix}${name}`,
    load: ({ name }) => zip.read(prefix + name),
    close: zip.close,
  };
}

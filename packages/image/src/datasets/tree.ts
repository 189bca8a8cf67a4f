import path from 'node:path';
import { isHidden } from '@inrflow/core/node';
import { PICTURE_EXTENSIONS } from '../files/decode.js';

/** True for names that end as a picture's and are not hidden (`.DS_Store`, `__MACOSX/`). */
export function isPictureName(name: string): boolean {
  const extensions: readonly string[] = PICTURE_EXTENSIONS;
  return extensions.includes(path.posix.extname(name).toLowerCase()) && !isHidden(name);
}

/** The error of a tree without pictures. */
export function noPictures(where: string, hint = ''): Error {
  return new Error(`${where} holds no pictures; looked for ${PICTURE_EXTENSIONS.join(', ')} in it and its folders${hint}`);
}

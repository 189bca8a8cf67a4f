import type { FileHint } from '@inrflow/core';
import { shapeByName } from '../files/readShape.js';

/** Whether a file holds a mesh or a cloud, by its name, or by an array's shape: `[points, 3]`, `[clouds, points, 3]`, or more columns. */
export function recognizes(name: string, { array }: FileHint = {}): boolean | 'perhaps' {
  if (array) {
    const { shape, type } = array;
    const columns = shape[shape.length - 1];
    return (shape.length === 2 || shape.length === 3) && columns >= 3 && columns <= 16 && type !== 'bool';
  }
  // Text files with these endings may hold anything.
  if (/\.(?:txt|csv|asc)$/i.test(name)) return 'perhaps';
  return shapeByName(name) === true || /\.sh3f$/i.test(name);
}

import { textOf } from './shape.js';

/**
 * Reads an XYZ file: a line for each point, whose first three numbers, between spaces, commas or semicolons, are its position; `#` and
 * `//` begin comments.
 *
 * @returns `[points, 3]`
 * @throws Error whose message names a line that has no three numbers
 */
export function parseXyz(bytes: Uint8Array): Float32Array {
  const positions: number[] = [];
  textOf(bytes).split('\n').forEach((line, number) => {
    const numbers = line.replace(/(#|\/\/).*/, '').trim();
    if (numbers === '') return;
    const position = numbers.split(/[\s,;]+/).slice(0, 3).map(Number);
    if (position.length < 3 || position.some(Number.isNaN)) throw new Error(`line ${number + 1} is '${line.trim().slice(0, 60)}'; expected three numbers`);
    positions.push(...position);
  });
  return Float32Array.from(positions);
}

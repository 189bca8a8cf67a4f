// Real pictures at the sizes of the experiments, enlargements of samples, and how like a picture is to itself at another size.
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { loadCheckpoint, saveCheckpoint } from '@inrflow/core/node';
import { contactSheet, fitPicture, resizePicture } from '@inrflow/image';
import { decodePicture, writePng } from '@inrflow/image/node';

const WHITE = [255, 255, 255];
const isThere = (folder) => readdir(folder).then(() => true, () => false);
const picturesIn = async (folder) => (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.png')).sort();
const read = async (file) => decodePicture(await readFile(file));
/** The class of a picture in a folder of classes. */
const classOf = (name) => name.split(path.sep)[0];

/** A folder that is filled once, and whole or not there: of several processes that fill it, the first to be done counts. @param fill writes into the folder whose path it is given */
export async function wholeFolder(out, fill) {
  if (await isThere(out)) return out;
  const partial = `${out}.${process.pid}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  await fill(partial);
  await rename(partial, out).catch(async (error) => {
    if (!['ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error;
    await rm(partial, { recursive: true, force: true });
  });
  return out;
}

/** A folder of pictures made of another's, whole or not there. */
function converted(from, to, convert, isTaken = () => true) {
  return wholeFolder(to, async (folder) => {
    for (const name of (await picturesIn(from)).filter(isTaken)) await writePng(path.join(folder, name.replaceAll(path.sep, '-')), await convert(await read(path.join(from, name))));
  });
}

/** How many pictures of each class are compared: as many as asked for, or as there are. */
export async function countsOf(folder, perClass) {
  const counts = {};
  for (const name of await picturesIn(folder)) {
    const label = classOf(name);
    counts[label] = Math.min(perClass, (counts[label] ?? 0) + 1);
  }
  return counts;
}

/** The first pictures of each class as training sees them: a square of so many pixels over white. */
export function fitted(from, to, size, counts) {
  const taken = {};
  const isTaken = (name) => {
    const label = classOf(name);
    taken[label] = (taken[label] ?? 0) + 1;
    return taken[label] <= counts[label];
  };
  return converted(from, to, (picture) => fitPicture(picture, { size, channels: 3, background: WHITE }), isTaken);
}

/** Pictures enlarged to so many pixels. */
export const enlarged = (from, to, size, method) => converted(from, to, (picture) => resizePicture(picture, size, size, method));

/** Root mean square difference, in shares of the range, of pictures and the same larger ones brought to their size by averaging. */
export async function inconsistency(small, large) {
  const names = await picturesIn(small);
  let [sum, count] = [0, 0];
  for (const name of names) {
    const one = await read(path.join(small, name));
    const other = resizePicture(await read(path.join(large, name)), one.width, one.height, 'area');
    one.data.forEach((value, i) => (sum += ((value - other.data[i]) / 255) ** 2));
    count += one.data.length;
  }
  return Math.sqrt(sum / count);
}

/** Share of a normal distribution within one standard deviation above the mean, and all that is below. */
const ONE_DEVIATION = 0.8413;

/** How far the corners of pictures are from white, which they are in all of the emoji: one standard deviation of what the clipping to white left half of, in units of values from -1 to 1. */
export async function speckle(folder) {
  const shortfalls = [];
  for (const name of await picturesIn(folder)) {
    const { width, height, channels, data } = await read(path.join(folder, name));
    for (const y of [0, 1, height - 2, height - 1]) {
      for (const x of [0, 1, width - 2, width - 1]) for (let channel = 0; channel < 3; channel++) shortfalls.push((255 - data[(y * width + x) * channels + channel]) / 127.5);
    }
  }
  return shortfalls.sort((a, b) => a - b)[Math.floor(ONE_DEVIATION * shortfalls.length)];
}

/** A checkpoint whose encoder reads another number of places: what a model is without the recipe of a fixed context. */
export async function withContext(from, to, size) {
  const checkpoint = await loadCheckpoint(from);
  await saveCheckpoint(to, { ...checkpoint, config: { ...checkpoint.config, data: { ...checkpoint.config.data, size } } });
  return to;
}

/** A sheet of one row a folder: the first pictures of each, enlarged by repeating pixels where they are smaller. */
export async function rowsOf(file, folders, { columns = 12, size = 64 } = {}) {
  const pictures = [];
  for (const folder of folders) {
    const names = await picturesIn(folder);
    for (let i = 0; i < columns; i++) {
      const picture = await read(path.join(folder, names[Math.floor((i * names.length) / columns)]));
      pictures.push(resizePicture(picture, size, size, picture.width < size ? 'nearest' : 'area'));
    }
  }
  await mkdir(path.dirname(file), { recursive: true });
  await writePng(file, contactSheet(pictures, { columns }));
}

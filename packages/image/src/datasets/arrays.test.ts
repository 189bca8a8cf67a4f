import { mkdir, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { temporaryFolder } from '@testing/temporaryFolder';
import { address, samplesOf } from '../testing/dataset.js';
import { openImageDataset } from './openImageDataset.js';

const inFolder = temporaryFolder();
const bigEndian = (...values: number[]) => values.flatMap((value) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);

/** Bytes of an `.npy` file as `numpy.save` writes them. */
function npy(descr: string, shape: number[], data: ArrayBufferView, version = 1): Uint8Array {
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`;
  const before = version === 1 ? 10 : 12;
  const header = Buffer.from(`${text.padEnd(Math.ceil((before + text.length + 1) / 64) * 64 - before - 1)}\n`);
  const length = Buffer.alloc(version === 1 ? 2 : 4);
  if (version === 1) length.writeUInt16LE(header.length);
  else length.writeUInt32LE(header.length);
  return Buffer.concat([Buffer.from('\x93NUMPY', 'latin1'), Buffer.of(version, 0), length, header, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)]);
}

describe('IDX', () => {
  const images = Uint8Array.from([0, 0, 8, 3, ...bigEndian(3, 2, 2), 0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 255]);
  const labels = Uint8Array.from([0, 0, 8, 1, ...bigEndian(3), 7, 0, 9]);

  test.each([['', ''], ['.gz', ''], ['.gz', '.gz']])('images%s with labels%s beside them', async (one, other) => {
    await writeFile(inFolder(`train-images-idx3-ubyte${one}`), one ? gzipSync(images) : images);
    await writeFile(inFolder(`train-labels-idx1-ubyte${other}`), other ? gzipSync(labels) : labels);
    const data = await openImageDataset(inFolder(`train-images-idx3-ubyte${one}`), { channels: 1 });
    expect([data.length, data.size, data.classes.length]).toEqual([3, 2, 10]);
    expect(await samplesOf(data, 1)).toEqual([40, 50, 60, 70]);
    expect((await data.example(2, address)).label).toBe(9);
  });

  test('without labels there are no classes; grey spreads over three channels', async () => {
    await writeFile(inFolder('t10k-images.idx3-ubyte'), images);
    const data = await openImageDataset(inFolder('t10k-images.idx3-ubyte'));
    expect(data.classes).toEqual([]);
    expect(await samplesOf(data, 0)).toEqual([0, 0, 0, 10, 10, 10, 20, 20, 20, 30, 30, 30]);
  });

  test('damage is named', async () => {
    const put = async (bytes: Uint8Array) => {
      await writeFile(inFolder('train-images-idx3-ubyte'), bytes);
      return openImageDataset(inFolder('train-images-idx3-ubyte'));
    };
    await expect(put(images.slice(0, -1))).rejects.toThrow('shape [3, 2, 2] takes 12 bytes, but 11 follow');
    await expect(put(images.slice(0, 9))).rejects.toThrow('cut short');
    await expect(put(labels)).rejects.toThrow('it has 1 axes; expected 3');
    await writeFile(inFolder('train-labels-idx1-ubyte'), Uint8Array.from([0, 0, 8, 1, ...bigEndian(2), 7, 0]));
    await expect(put(images)).rejects.toThrow('3 pictures, but 2 labels');
  });
});

describe('CIFAR', () => {
  const record = (before: number[], shift: number) => [...before, ...Array.from({ length: 3072 }, (_, i) => (i + shift) % 251)];

  test('CIFAR-10: batches of a folder in order, planes interleaved, names of the classes', async () => {
    await writeFile(inFolder('data_batch_2.bin'), Uint8Array.from(record([1], 5)));
    await writeFile(inFolder('data_batch_1.bin'), Uint8Array.from([...record([0], 0), ...record([2], 9)]));
    await writeFile(inFolder('test_batch.bin'), Uint8Array.from(record([0], 1)));
    await writeFile(inFolder('batches.meta.txt'), 'airplane\nautomobile\nbird\n\n');
    const data = await openImageDataset(inFolder());
    expect(data.names).toEqual(['data_batch_1.bin#0', 'data_batch_1.bin#1', 'data_batch_2.bin#0']);
    expect(data.classes).toEqual(['airplane', 'automobile', 'bird']);
    expect((await data.example(1, address)).label).toBe(2);
    const samples = await samplesOf(data, 1);
    for (const pixel of [0, 1, 500, 1023]) for (const c of [0, 1, 2]) expect(samples[3 * pixel + c]).toBe((c * 1024 + pixel + 9) % 251);
    expect((await openImageDataset(inFolder('test_batch.bin'), { labels: 'none' })).classes).toEqual([]);
  });

  test('CIFAR-100 takes the fine label', async () => {
    await writeFile(inFolder('train.bin'), Uint8Array.from(record([3, 42], 0)));
    expect((await (await openImageDataset(inFolder())).example(0, address)).label).toBe(42);
  });

  test('a file cut short is named', async () => {
    await writeFile(inFolder('train.bin'), new Uint8Array(3000));
    await expect(openImageDataset(inFolder('train.bin'))).rejects.toThrow("train.bin' has 3000 bytes: neither whole records of CIFAR-10");
  });
});

describe('NumPy', () => {
  const samples = Uint8Array.from({ length: 2 * 2 * 2 * 3 }, (_, i) => i * 10);

  test.each([
    ['bytes', '|u1', samples, 1],
    ['floats in [0, 1]', '<f4', Float32Array.from(samples, (v) => v / 255), 1],
    ['floats in [-1, 1]', '<f8', Float64Array.from(samples, (v) => v / 127.5 - 1), 2],
    ['floats in [0, 255]', '<f4', Float32Array.from(samples), 3],
  ] as const)('%s', async (_, descr, data, version) => {
    await writeFile(inFolder('a.npy'), npy(descr, [2, 2, 2, 3], data, version));
    expect(await samplesOf(await openImageDataset(inFolder('a.npy')), 1)).toEqual([...samples.slice(12)]);
  });

  test('channels before rows and columns, and no channels at all', async () => {
    await writeFile(inFolder('planar.npy'), npy('|u1', [1, 3, 2, 2], samples.slice(0, 12)));
    expect(await samplesOf(await openImageDataset(inFolder('planar.npy')), 0)).toEqual([0, 40, 80, 10, 50, 90, 20, 60, 100, 30, 70, 110]);
    await writeFile(inFolder('grey.npy'), npy('|u1', [2, 2, 2], samples.slice(0, 8)));
    expect(await samplesOf(await openImageDataset(inFolder('grey.npy'), { channels: 1 }), 1)).toEqual([40, 50, 60, 70]);
  });

  test('an archive of pictures and labels; labels in a file of their own', async () => {
    const labels = BigInt64Array.of(1n, 0n);
    await writeFile(inFolder('a.npz'), zipSync({ 'labels.npy': npy('<i8', [2], labels), 'images.npy': npy('|u1', [2, 2, 2, 3], samples) }));
    const data = await openImageDataset(inFolder('a.npz'));
    expect([data.classes, (await data.example(0, address)).label]).toEqual([['0', '1'], 1]);
    await writeFile(inFolder('a.npy'), npy('|u1', [2, 2, 2, 3], samples));
    await writeFile(inFolder('y.npy'), npy('|u1', [2, 1], Uint8Array.of(0, 4)));
    expect((await openImageDataset(inFolder('a.npy'), { labels: inFolder('y.npy') })).classes).toHaveLength(5);
    await writeFile(inFolder('other.npz'), zipSync({ 'weights.npy': npy('|u1', [2], samples.slice(0, 2)), 'z.npy': npy('|u1', [2], samples.slice(0, 2)) }));
    await expect(openImageDataset(inFolder('other.npz'))).rejects.toThrow("found 'weights', 'z'; expected 'images' or 'x'");
  });

  test.each([
    ['rank', npy('|u1', [12], samples.slice(0, 12)), 'its shape is [12]; expected [pictures, height, width]'],
    ['channels', npy('|u1', [1, 2, 2, 2], samples.slice(0, 8)), 'with 1, 3 or 4 channels'],
    ['length', npy('|u1', [3, 2, 2, 3], samples), 'cut short: its shape [3, 2, 2, 3] takes 36 bytes, but 24 follow'],
    ['type', npy('>f4', [1, 2, 2], Float32Array.of(1, 2, 3, 4)), "its numbers are of type '>f4'"],
    ['range', npy('<f4', [1, 2, 2], Float32Array.of(1, 2, 3, -4)), 'its values run from -4 to 3'],
    ['NaN', npy('<f4', [1, 2, 2], Float32Array.of(1, NaN, 3, -4)), 'it holds NaN'],
    ['format', Buffer.from('this is not an array'), 'not a NumPy array'],
  ])('a wrong %s is an error that names the file', async (_, bytes, reason) => {
    await writeFile(inFolder('a.npy'), bytes);
    const failure = await openImageDataset(inFolder('a.npy')).catch((error: unknown) => error as Error);
    expect((failure as Error).message).toContain(`cannot read '${inFolder('a.npy')}'`);
    expect((failure as Error).message).toContain(reason);
  });
});

test('what is no data set says what is, or which file is meant', async () => {
  await writeFile(inFolder('notes.txt'), 'hello');
  await expect(openImageDataset(inFolder('notes.txt'))).rejects.toThrow('expected a folder, a .zip of one, IDX (MNIST, also .gz)');
  await mkdir(inFolder('mnist'));
  await writeFile(inFolder('mnist', 'train-images-idx3-ubyte.gz'), '');
  await expect(openImageDataset(inFolder('mnist'))).rejects.toThrow(`did you mean the file '${inFolder('mnist', 'train-images-idx3-ubyte.gz')}'?`);
  await writeFile(inFolder('a.png'), '');
  await expect(openImageDataset(inFolder('a.png'))).rejects.toThrow(`is a single picture: give its folder, '${inFolder()}'`);
});

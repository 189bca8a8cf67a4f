import { mkdir, open as openFile, writeFile } from 'node:fs/promises';
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

  test('errors say what is damaged', async () => {
    const put = async (bytes: Uint8Array) => {
      await writeFile(inFolder('train-images-idx3-ubyte'), bytes);
      return openImageDataset(inFolder('train-images-idx3-ubyte'));
    };
    await expect(put(images.slice(0, -1))).rejects.toThrow('shape [3, 2, 2] takes 12 bytes, but 11 follow');
    await expect(put(images.slice(0, 9))).rejects.toThrow('cut short');
    await expect(put(labels)).rejects.toThrow('it has 1 axis; expected 3');
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

  test('an error names a file that is cut short', async () => {
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

  const noise = Float32Array.from({ length: 4 * 8 * 8 * 3 }, (_, i) => ((i * 37) % 256) / 255);
  const open = async (descr: string, data: ArrayBufferView, options = {}) => {
    await writeFile(inFolder('r.npy'), npy(descr, [4, 8, 8, 3], data));
    const set = await openImageDataset(inFolder('r.npy'), options);
    return { samples: (await Promise.all([0, 1, 2, 3].map((i) => samplesOf(set, i)))).flat(), notes: set.notes! };
  };

  test.each([[1.0000001], [1.02], [-1e-7], [-0.3], [37]])('a stray %d among numbers from 0 to 1 changes only its own sample, and is reported', async (stray) => {
    const expected = (await open('<f4', noise)).samples;
    const { samples: read, notes } = await open('<f8', Float64Array.from(noise, (value, i) => (i === 400 ? stray : value)));
    expect(read).toEqual(expected.map((sample, i) => (i === 400 ? (stray > 0.5 ? 255 : 0) : sample)));
    expect(notes).toEqual([expect.stringMatching(/are read as 0 \(black\) to 1 \(white\), which data\.range can change; 1 of 768 lies outside of that and is clamped$/)]);
  });

  test('the range can be given', async () => {
    const { samples: read, notes } = await open('<f4', noise, { range: [0, 2] });
    read.forEach((sample, i) => expect(sample).toBe(Math.floor(noise[i] * 127.5 + 0.5)));
    expect(notes).toEqual([expect.stringMatching(/are read as 0 \(black\) to 2 \(white\)$/)]);
    await expect(openImageDataset(inFolder('r.npy'), { range: [1, 1] })).rejects.toThrow('range of an image data set must be two different numbers, not [1,1]');
  });

  test('booleans are black and white, whole numbers are bytes, 16-bit numbers keep their upper byte', async () => {
    const bytes = Uint8Array.from({ length: 768 }, (_, i) => (i * 37) % 256);
    expect((await open('|b1', bytes.map((x) => x & 1))).samples).toEqual([...bytes].map((x) => 255 * (x & 1)));
    expect((await open('<i8', BigInt64Array.from(bytes, BigInt))).samples).toEqual([...bytes]);
    expect((await open('>u2', Uint16Array.from(bytes, (x) => x * 257))).samples).toEqual([...bytes]);
  });

  test('column-major and big-endian arrays are read', async () => {
    const columns = Buffer.from(npy('|u1', [2, 2, 2, 3], Uint8Array.from({ length: 24 }, (_, at) => samples[(at % 2) * 12 + (Math.floor(at / 2) % 2) * 6 + (Math.floor(at / 4) % 2) * 3 + Math.floor(at / 8)])));
    await writeFile(inFolder('f.npy'), Buffer.from(columns.toString('latin1').replace('False', 'True '), 'latin1'));
    const set = await openImageDataset(inFolder('f.npy'));
    expect([...(await samplesOf(set, 0)), ...(await samplesOf(set, 1))]).toEqual([...samples]);
    const swapped = Float32Array.from(noise);
    new Uint8Array(swapped.buffer).forEach((_, at, all) => at % 4 === 0 && all.subarray(at, at + 4).reverse());
    expect((await open('>f4', swapped)).samples).toEqual((await open('<f4', noise)).samples);
  });

  test('labels may be text, whole numbers stored as floats, or one-hot rows', async () => {
    const text = Buffer.concat(['dog', 'cat'].map((word) => Buffer.from(Uint32Array.from(word.padEnd(4, '\0'), (letter) => letter.charCodeAt(0)).buffer)));
    const classesWith = async (labels: Uint8Array) => {
      await writeFile(inFolder('l.npz'), zipSync({ 'images.npy': npy('|u1', [2, 2, 2, 3], samples), 'labels.npy': labels }));
      const set = await openImageDataset(inFolder('l.npz'));
      return [set.classes, (await set.example(0, address)).label, (await set.example(1, address)).label];
    };
    expect(await classesWith(npy('<U4', [2], text))).toEqual([['cat', 'dog'], 1, 0]);
    expect(await classesWith(npy('<f8', [2], Float64Array.of(2, 1)))).toEqual([['0', '1', '2'], 2, 1]);
    expect(await classesWith(npy('|u1', [2, 3], Uint8Array.of(0, 0, 1, 1, 0, 0)))).toEqual([['0', '1', '2'], 2, 0]);
    await expect(classesWith(npy('<f8', [2], Float64Array.of(2, 1.5)))).rejects.toThrow('label 1 of');
  });

  test('a file of more than 2 GiB is read where it lies', async () => {
    const handle = await openFile(inFolder('big.npy'), 'w');
    const start = npy('|u1', [720_000, 32, 32, 3], new Uint8Array(0));
    await handle.write(start);
    await handle.write(Uint8Array.of(9, 8, 7), 0, 3, start.length + 719_999 * 3072);
    await handle.truncate(start.length + 720_000 * 3072);
    await handle.close();
    const set = await openImageDataset(inFolder('big.npy'));
    expect(set.length).toBe(720_000);
    expect((await samplesOf(set, 719_999)).slice(0, 4)).toEqual([9, 8, 7, 0]);
    await set.close?.();
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
    ['type', npy('<c8', [1, 2, 2], new Float32Array(8)), "its numbers are of type '<c8'"],
    ['record', Buffer.from(Buffer.from(npy('|u1', [1, 2, 2], samples.slice(0, 4))).toString('latin1').replace("'|u1'", "[('a', '|u1')]").replace('        ', ''), 'latin1'), 'records of several fields'],
    ['emptiness', npy('|u1', [1000000000, 0, 3, 3], new Uint8Array(0)), 'its shape [1000000000, 0, 3, 3] has no elements'],
    ['range', npy('<f4', [1, 2, 2], Float32Array.of(1, 2, 3, -4)), 'its values run from -4 to 3; expected [0, 1], [-1, 1] or [0, 255], or give what black and white are as data.range'],
    ['whole number', npy('<i4', [1, 2, 2], Int32Array.of(1, 2, 300, 4)), 'its whole numbers run from 1 to 300; expected 0 to 255'],
    ['NaN', npy('<f4', [1, 2, 2], Float32Array.of(1, NaN, 3, -4)), 'it holds NaN'],
    ['format', Buffer.from('this is not an array'), 'not a NumPy array'],
  ])('a wrong %s is an error that names the file', async (_, bytes, reason) => {
    await writeFile(inFolder('a.npy'), bytes);
    const failure = await openImageDataset(inFolder('a.npy')).catch((error: unknown) => error as Error);
    expect((failure as Error).message).toContain(`cannot read '${inFolder('a.npy')}'`);
    expect((failure as Error).message).toContain(reason);
  });
});

test('an error for anything else says what is expected, or suggests the file that was meant', async () => {
  await writeFile(inFolder('notes.txt'), 'hello');
  await expect(openImageDataset(inFolder('notes.txt'))).rejects.toThrow('expected a folder, a .zip, .tar or .tar.gz of one, IDX (MNIST, also .gz)');
  await mkdir(inFolder('mnist'));
  await writeFile(inFolder('mnist', 'train-images-idx3-ubyte.gz'), '');
  await expect(openImageDataset(inFolder('mnist'))).rejects.toThrow(`did you mean the file '${inFolder('mnist', 'train-images-idx3-ubyte.gz')}'?`);
  await writeFile(inFolder('a.png'), '');
  await expect(openImageDataset(inFolder('a.png'))).rejects.toThrow(`is a single picture: give its folder, '${inFolder()}'`);
});

import { gzipSync } from 'node:zlib';
import { gunzip } from './gunzip.js';

const BYTES = Uint8Array.from({ length: 60_000 }, (_, i) => (i * i) % 251);

test('bytes that are not gzipped are the same bytes', async () => {
  expect(await gunzip(BYTES)).toBe(BYTES);
});

test('what zlib packed is unpacked, even if it is empty', async () => {
  expect(await gunzip(gzipSync(BYTES))).toEqual(BYTES);
  expect(await gunzip(gzipSync(new Uint8Array(0)))).toEqual(new Uint8Array(0));
});

test('more bytes than allowed are refused, exactly as many are not', async () => {
  expect(await gunzip(gzipSync(BYTES), BYTES.length)).toEqual(BYTES);
  await expect(gunzip(gzipSync(BYTES), BYTES.length - 1)).rejects.toThrow('unpacks to more than maxFileBytes allows (0.1 MB)');
});

test('a gzip that is cut short or damaged is refused', async () => {
  const packed = gzipSync(BYTES);
  await expect(gunzip(packed.subarray(0, packed.length / 2))).rejects.toThrow('its gzip is damaged or cut short');
  const damaged = packed.slice();
  damaged[damaged.length - 5] ^= 255;
  await expect(gunzip(damaged)).rejects.toThrow('its gzip is damaged or cut short');
});

import { deflateSync, crc32 } from 'node:zlib';
import sharp from 'sharp';
import { PNG } from 'pngjs';
import { decodeFitted, decodePicture } from '../decode.js';
import { fitPicture } from '../../pictures/fit.js';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const chunk = (type: string, body: Uint8Array, wrong = 0) => {
  const bytes = Buffer.alloc(12 + body.length);
  bytes.writeUInt32BE(body.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(body, 8);
  bytes.writeUInt32BE((crc32(bytes.subarray(4, 8 + body.length)) ^ wrong) >>> 0, 8 + body.length);
  return bytes;
};
const [width, height] = [11, 5];
const header = (changes: Partial<Record<'width' | 'height' | 'depth' | 'colour', number>> = {}) => {
  const { width: w = width, height: h = height, depth = 8, colour = 2 } = changes;
  const body = Buffer.alloc(13);
  body.writeUInt32BE(w, 0);
  body.writeUInt32BE(h, 4);
  body.set([depth, colour], 8);
  return chunk('IHDR', body);
};
const rows = Buffer.concat(Array.from({ length: height }, (_, y) => Buffer.from([0, ...Array.from({ length: 3 * width }, (_, i) => (i * 7 + y * 31) % 256)])));
const expected = [...rows].filter((_, i) => i % (1 + 3 * width) !== 0);
const end = chunk('IEND', new Uint8Array(0));
const data = (bytes: Uint8Array = rows) => chunk('IDAT', deflateSync(bytes));
const rgb = async (...parts: Uint8Array[]) => [...(await decodePicture(Buffer.concat([SIGNATURE, ...parts]))).data].filter((_, i) => i % 4 !== 3);

test.each<[string, Uint8Array[]]>([
  ['nothing odd', [header(), data(), end]],
  ['bytes after the end', [header(), data(), end, Buffer.from('\nappended')]],
  ['no end', [header(), data()]],
  ['more rows than it says', [header(), data(Buffer.concat([rows, rows])), end]],
  ['bytes after the compressed pixels', [header(), chunk('IDAT', Buffer.concat([deflateSync(rows), Buffer.alloc(50, 7)])), end]],
  ['pixels in many pieces, some empty', [header(), ...Array.from(deflateSync(rows), (byte) => chunk('IDAT', Uint8Array.of(byte))), chunk('IDAT', new Uint8Array(0)), end]],
  ['an ancillary chunk with a wrong checksum', [header(), chunk('tEXt', Buffer.from('a\0b'), 1), data(), end]],
  ['pixels cut after the last row, without their checksum', [header(), chunk('IDAT', deflateSync(rows).subarray(0, -4)), end]],
])('a file with %s is read', async (_, parts) => {
  expect(await rgb(...parts)).toEqual(expected);
});

test.each<[string, Uint8Array[], RegExp]>([
  ['a wrong checksum', [header(), chunk('IDAT', deflateSync(rows), 1), end], /the checksum of its IDAT chunk at byte 33 is wrong/],
  ['no pixels', [header(), end], /it has no pixels \(no IDAT chunk\)/],
  ['pixels that are empty', [header(), chunk('IDAT', new Uint8Array(0)), end], /its pixels (end after 0 of 170 bytes|are cut short)/],
  ['too few rows', [header(), data(rows.subarray(0, -1)), end], /its pixels end after 169 of 170 bytes/],
  ['pixels cut short', [header(), chunk('IDAT', deflateSync(rows).subarray(0, 20)), end], /its pixels (end after|are cut short)/],
  ['noise for pixels', [header(), chunk('IDAT', Buffer.alloc(100, 0x55)), end], /its pixels are damaged/],
  ['a filter that does not exist', [header(), data(rows.map((byte, i) => (i === 0 ? 9 : byte))), end], /a row has the filter 9; expected 0 to 4/],
  ['no palette', [header({ colour: 3 }), data(), end], /its palette \(PLTE\) is missing/],
  ['a size of zero', [header({ width: 0 }), data(), end], /its header says 0×5 pixels/],
  ['a colour type that does not exist', [header({ colour: 5 }), data(), end], /colour type 5 with 8 bits/],
  ["Apple's variant", [chunk('CgBI', Buffer.alloc(4)), header(), data(), end], /its first chunk is not the header/],
  ['a billion pixels', [header({ width: 40000, height: 40000, colour: 0 }), data(), end], /it has 40000×40000 pixels; expected at most/],
])('a file with %s is refused with the reason', async (_, parts, reason) => {
  for (let i = 0; i < 5; i++) await expect(decodePicture(Buffer.concat([SIGNATURE, ...parts]))).rejects.toThrow(reason);
});

test('too few bytes never become pixels, at any length of the file', async () => {
  const whole = Buffer.concat([SIGNATURE, header(), data(), end]);
  for (let length = 0; length < whole.length; length++) {
    const read = await decodePicture(whole.subarray(0, length)).catch((error: Error) => error);
    if (read instanceof Error) expect(read.message).toMatch(/zero bytes|not a picture|damaged or truncated PNG/);
    else expect([...read.data].filter((_, i) => i % 4 !== 3)).toEqual(expected);
  }
});

test.each([['grey', 1], ['rgb', 3], ['rgba', 4]] as const)('large pictures, %s, are read in pieces, as others read them', async (_, channels) => {
  const [w, h] = [1501, 1203];
  const noise = Uint8Array.from({ length: w * h * channels }, (_, i) => (i * 7919) >> 5);
  const bytes = await sharp(noise, { raw: { width: w, height: h, channels } }).png({ compressionLevel: 1, adaptiveFiltering: true }).toBuffer();
  const picture = await decodePicture(bytes);
  const other = PNG.sync.read(bytes);
  expect(Buffer.compare(Buffer.from(picture.data), other.data)).toBe(0);
  const fit = { size: 64, channels: 3, background: [255, 255, 255] } as const;
  expect([...(await decodeFitted(bytes, fit)).data]).toEqual([...fitPicture(picture, fit).data]);
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])('EXIF orientation %i turns a PNG as sharp turns a JPEG', async (orientation) => {
  const exif = Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]);
  const turned = await decodePicture(Buffer.concat([SIGNATURE, header(), chunk('eXIf', exif), data(), end]));
  const reference = await sharp(await sharp(Uint8Array.from(expected), { raw: { width, height, channels: 3 } }).withMetadata({ orientation }).tiff({ compression: 'none' }).toBuffer()).rotate().raw().toBuffer({ resolveWithObject: true });
  expect([turned.width, turned.height]).toEqual([reference.info.width, reference.info.height]);
  expect([...turned.data].filter((_, i) => i % 4 !== 3)).toEqual([...reference.data]);
});

test('a colour profile is applied to PNG as to the other formats', async () => {
  const p3 = (format: 'png' | 'tiff') => sharp({ create: { width: 4, height: 4, channels: 3, background: { r: 200, g: 60, b: 40 } } }).withIccProfile('p3').toFormat(format).toBuffer();
  const colours = await Promise.all((['png', 'tiff'] as const).map(async (format) => [...(await decodePicture(await p3(format))).data.subarray(0, 3)]));
  for (const i of [0, 1, 2]) expect(Math.abs(colours[0][i] - colours[1][i])).toBeLessThanOrEqual(1);
  for (const [i, value] of [200, 60, 40].entries()) expect(Math.abs(colours[0][i] - value)).toBeLessThan(3);
});

import sharp, { type Sharp } from 'sharp';
import type { Picture } from '../pictures/picture.js';
import { decodePicture } from './decode.js';

const width = 13;
const height = 7;
const pixels = (channels: number) => Uint8Array.from({ length: width * height * channels }, (_, i) => (i * 37 + (i % channels) * 11) % 256);
const raw = (data: Uint8Array | Uint16Array, channels: 1 | 3 | 4): Sharp => sharp(data, { raw: { width, height, channels } });

/** What a picture looks like over black: straight alpha may differ where it is 0. */
const over = ({ data }: Picture) => Array.from({ length: width * height * 3 }, (_, i) => Math.round((data[4 * Math.floor(i / 3) + (i % 3)] * data[4 * Math.floor(i / 3) + 3]) / 255));

describe('PNG files made by libpng', () => {
  test.each([[false], [true]])('RGB, interlaced %s', async (progressive) => {
    const { data } = await decodePicture(await raw(pixels(3), 3).png({ progressive }).toBuffer());
    expect([...data]).toEqual([...pixels(3)].flatMap((sample, i) => (i % 3 === 2 ? [sample, 255] : [sample])));
  });

  test.each([[false], [true]])('alpha, interlaced %s', async (progressive) => {
    const picture = await decodePicture(await raw(pixels(4), 4).png({ progressive }).toBuffer());
    expect([picture.width, picture.height, [...picture.data]]).toEqual([width, height, [...pixels(4)]]);
  });

  test('grey', async () => {
    const { data } = await decodePicture(await raw(pixels(1), 1).toColourspace('b-w').png().toBuffer());
    expect([...data]).toEqual([...pixels(1)].flatMap((sample) => [sample, sample, sample, 255]));
  });

  test.each([2, 4, 16, 200])('a palette of %i colours', async (colours) => {
    const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => [Math.floor(i / 3) % colours, 255 - (Math.floor(i / 3) % colours), 7][i % 3]);
    const bytes = await raw(data, 3).png({ palette: true, colours, dither: 0, quality: 100 }).toBuffer();
    expect(bytes[25]).toBe(3);
    // The quantizer may move a colour by a little; what counts is that libpng's reading and ours agree.
    const reference = await sharp(bytes).ensureAlpha().raw().toBuffer();
    expect([...(await decodePicture(bytes)).data]).toEqual([...reference]);
  });

  test('16 bits are rounded to 8', async () => {
    const deep = Uint16Array.from({ length: width * height * 3 }, (_, i) => (i * 241) % 65536);
    const bytes = await raw(deep, 3).toColourspace('rgb16').png().toBuffer();
    expect(bytes[24]).toBe(16);
    const { data } = await decodePicture(bytes);
    const expected = [...deep].map((sample) => Math.floor(sample / 257 + 0.5));
    expect([...data].filter((_, i) => i % 4 !== 3)).toEqual(expected);
  });
});

describe('JPEG and WebP through sharp', () => {
  test('lossless WebP with alpha is exact', async () => {
    const picture = await decodePicture(await raw(pixels(4), 4).webp({ lossless: true, exact: true }).toBuffer());
    expect(picture.channels).toBe(4);
    expect(over(picture)).toEqual(over({ width, height, channels: 4, data: pixels(4) }));
  });

  test('a JPEG of one colour, grey or not, turned upright', async () => {
    const bytes = await sharp({ create: { width: 16, height: 8, channels: 3, background: { r: 200, g: 100, b: 50 } } }).withMetadata({ orientation: 6 }).jpeg({ quality: 100 }).toBuffer();
    const { width: w, height: h, channels, data } = await decodePicture(bytes);
    expect([w, h, channels]).toEqual([8, 16, 3]);
    data.forEach((sample, i) => expect(Math.abs(sample - [200, 100, 50][i % 3])).toBeLessThan(4));
    const grey = await decodePicture(await raw(new Uint8Array(width * height).fill(90), 1).toColourspace('b-w').jpeg().toBuffer());
    expect(Math.abs(grey.data[40] - 90)).toBeLessThan(3);
  });

  test('files cut short are refused', async () => {
    const noise = Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => (i * i * 31) % 256);
    const image = () => sharp(noise, { raw: { width: 64, height: 64, channels: 3 } });
    for (const bytes of [await image().jpeg().toBuffer(), await image().webp({ lossless: true }).toBuffer()]) {
      await expect(decodePicture(bytes.subarray(0, bytes.length / 2))).rejects.toThrow(/damaged or truncated (JPEG|WEBP)/);
    }
  });
});

test('without sharp the message names the package to install', async () => {
  jest.resetModules();
  jest.doMock('sharp', () => {
    throw Object.assign(new Error("Cannot find module 'sharp'"), { code: 'MODULE_NOT_FOUND' });
  });
  const { decodePicture: decode } = await import('./decode.js');
  await expect(decode(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).rejects.toThrow("reading JPEG needs the package 'sharp', which is not installed: npm install sharp");
  jest.dontMock('sharp');
});

test('what is not a picture says so', async () => {
  await expect(decodePicture(new Uint8Array(0))).rejects.toThrow('zero bytes');
  await expect(decodePicture(Uint8Array.of(0x89))).rejects.toThrow('not a picture: it starts as none of PNG, JPEG, WebP, GIF, TIFF and AVIF does (only 1 byte)');
  await expect(decodePicture(Buffer.from('GIF89a and so on'))).rejects.toThrow('a damaged or truncated GIF');
  await expect(decodePicture(Buffer.from('BM\x10\0\0\0\0\0\0\0\x36\0\0\0and so on'))).rejects.toThrow('it is a picture of the format BMP, which is not read');
});

import { orientationOf } from '../exif.js';

/** Colour types of the PNG specification: samples of a pixel. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const DEPTHS: Readonly<Record<number, readonly number[]>> = { 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] };

/** What a PNG file says of its pixels. */
export interface PngHeader {
  width: number;
  height: number;
  /** Bits of a sample. */
  depth: number;
  /** 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha. */
  colour: number;
  /** Samples of a pixel. */
  samples: number;
  isInterlaced: boolean;
}

/** The parts of a PNG file that pixels are made from. */
export interface PngFile extends PngHeader {
  /** Compressed pixels, in pieces. */
  data: Uint8Array[];
  /** `[colours, 3]`. */
  palette?: Uint8Array;
  /** Alphas of the palette, or the one colour that is transparent, 16 bits per sample. */
  transparency?: Uint8Array;
  /** EXIF orientation, 1 to 8; 1 if there is none. */
  orientation: number;
  /** Name of a colour profile other than sRGB. */
  profile?: string;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) crc = CRC_TABLE[(crc ^ bytes[i]) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function headerOf(body: Uint8Array): PngHeader {
  if (body.length !== 13) throw new Error(`its header has ${body.length} bytes; expected 13`);
  const [width, height] = [viewOf(body).getUint32(0), viewOf(body).getUint32(4)];
  const [depth, colour, compression, filter, interlace] = body.subarray(8);
  if (width < 1 || height < 1 || width > 0x7fffffff || height > 0x7fffffff) throw new Error(`its header says ${width}×${height} pixels; expected at least one each way`);
  if (!DEPTHS[colour]?.includes(depth)) throw new Error(`its header says colour type ${colour} with ${depth} bits, which the format does not have`);
  if (compression !== 0 || filter !== 0 || interlace > 1) throw new Error('its header names a compression, a filter or an interlacing that the format does not have');
  return { width, height, depth, colour, samples: SAMPLES[colour], isInterlaced: interlace === 1 };
}

/**
 * The header alone, which is at the beginning of every PNG file.
 *
 * @throws Error whose message gives the reason
 */
export function pngHeader(bytes: Uint8Array): PngHeader {
  if (bytes.length < 33) throw new Error(`it ends after ${bytes.length} bytes, within its header`);
  if (String.fromCharCode(...bytes.subarray(12, 16)) !== 'IHDR') throw new Error('its first chunk is not the header (IHDR)');
  return headerOf(bytes.subarray(16, 16 + viewOf(bytes).getUint32(8)));
}

/** The Latin-1 name at the beginning of a colour profile's chunk. */
function profileName(body: Uint8Array): string {
  const end = body.indexOf(0);
  return String.fromCharCode(...body.subarray(0, end < 0 || end > 79 ? 79 : end));
}

/**
 * Parses a PNG file as the reference library does: bytes after the end (IEND), a missing end, and damaged chunks that may be ignored do not matter.
 *
 * @throws Error whose message gives the reason: a wrong checksum, with its chunk and place; no pixels; a chunk that must be understood and is not
 */
export function parsePng(bytes: Uint8Array): PngFile {
  const header = pngHeader(bytes);
  const file: PngFile = { ...header, data: [], orientation: 1 };
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = viewOf(bytes).getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const end = at + 8 + length;
    const body = bytes.subarray(at + 8, Math.min(end, bytes.length));
    if (type === 'IEND') break;
    // A chunk that the file's end cuts off has no checksum; whether its pixels suffice shows when they are unpacked.
    const isWhole = end + 4 <= bytes.length;
    const isRight = isWhole && crcOf(bytes.subarray(at + 4, end)) === viewOf(bytes).getUint32(end);
    const isCritical = (bytes[at + 4] & 0x20) === 0;
    if (isCritical && isWhole && !isRight) throw new Error(`the checksum of its ${/^[A-Za-z]{4}$/.test(type) ? type : 'unnamed'} chunk at byte ${at} is wrong`);
    if (type === 'IDAT') file.data.push(body);
    else if (type === 'PLTE') file.palette = body.subarray(0, 768);
    else if (isRight && type === 'tRNS') file.transparency = body;
    else if (isRight && type === 'eXIf') file.orientation = orientationOf(body) ?? 1;
    else if (isRight && type === 'iCCP' && !/^sRGB/i.test(profileName(body))) file.profile = profileName(body);
    else if (isCritical && !['IHDR', 'PLTE'].includes(type)) throw new Error(`it has a chunk '${type}' at byte ${at}, which must be understood and is not${type === 'CgBI' ? ": it is Apple's own variant of the format" : ''}`);
    at = end + 4;
  }
  if (file.data.length === 0) throw new Error('it has no pixels (no IDAT chunk)');
  if (header.colour === 3 && !file.palette) throw new Error('its palette (PLTE) is missing');
  return file;
}

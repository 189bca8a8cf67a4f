import path from 'node:path';

/** Extensions of files that count as pictures. */
export const PICTURE_EXTENSIONS = ['.png', '.jpg', '.jpeg', '.jfif', '.jpe', '.webp', '.gif', '.tif', '.tiff', '.avif'] as const;
/** Formats that are read: PNG here, the others by sharp. */
export type PictureFormat = 'png' | 'jpeg' | 'webp' | 'gif' | 'tiff' | 'avif';

/** What is read, for messages. */
export const PICTURES_READ = 'PNG and, with sharp, JPEG, WebP, GIF, TIFF and AVIF';

/** Extensions of pictures that are not read, with the name of the format. */
const UNREAD: Readonly<Record<string, string>> = {
  '.bmp': 'BMP', '.dib': 'BMP', '.heic': 'HEIC', '.heif': 'HEIC', '.ico': 'ICO', '.cur': 'ICO', '.svg': 'SVG', '.psd': 'PSD', '.jxl': 'JPEG XL', '.jp2': 'JPEG 2000', '.j2k': 'JPEG 2000', '.tga': 'TGA', '.pcx': 'PCX',
  '.ppm': 'PNM', '.pgm': 'PNM', '.pbm': 'PNM', '.pnm': 'PNM', '.exr': 'OpenEXR', '.hdr': 'HDR', '.dng': 'raw', '.cr2': 'raw', '.cr3': 'raw', '.nef': 'raw', '.arw': 'raw', '.orf': 'raw', '.raf': 'raw', '.dds': 'DDS', '.xcf': 'XCF', '.qoi': 'QOI',
};

const ascii = (bytes: Uint8Array, start: number, end: number) => String.fromCharCode(...bytes.subarray(start, end));

/** The format of a picture by its first bytes: one that is read, the name of one that is not, or undefined for anything else. */
export function formatOf(bytes: Uint8Array): { read: PictureFormat } | { unread: string } | undefined {
  if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return { read: 'png' };
  if (ascii(bytes, 0, 3) === '\xff\xd8\xff') return { read: 'jpeg' };
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return { read: 'webp' };
  if (/^GIF8[79]a$/.test(ascii(bytes, 0, 6))) return { read: 'gif' };
  if (['II*\0', 'MM\0*'].includes(ascii(bytes, 0, 4))) return { read: 'tiff' };
  if (ascii(bytes, 4, 8) === 'ftyp') {
    const brand = ascii(bytes, 8, 12);
    if (brand === 'avif' || brand === 'avis') return { read: 'avif' };
    if (['heic', 'heix', 'hevc', 'mif1', 'msf1'].includes(brand)) return { unread: 'HEIC' };
  }
  if (ascii(bytes, 0, 2) === 'BM' && bytes.length >= 14 && bytes[6] + bytes[7] + bytes[8] + bytes[9] === 0) return { unread: 'BMP' };
  if (ascii(bytes, 0, 4) === '\0\0\x01\0' && bytes.length > 6) return { unread: 'ICO' };
  if (ascii(bytes, 0, 4) === '8BPS') return { unread: 'PSD' };
  if (ascii(bytes, 0, 2) === '\xff\x0a' || ascii(bytes, 4, 12) === 'JXL \r\n\x87\n') return { unread: 'JPEG XL' };
  if (ascii(bytes, 4, 8) === 'jP  ') return { unread: 'JPEG 2000' };
  return undefined;
}

/** By its name: true for pictures that are read, the name of a format that is not, undefined if the name does not decide. */
export function pictureByName(name: string): true | string | undefined {
  const extension = path.posix.extname(name).toLowerCase();
  if ((PICTURE_EXTENSIONS as readonly string[]).includes(extension)) return true;
  return Object.hasOwn(UNREAD, extension) ? UNREAD[extension] : undefined;
}

/** By its first bytes, as {@link pictureByName}. */
export function pictureByBytes(start: Uint8Array): true | string | undefined {
  const format = formatOf(start);
  return format && ('read' in format ? true : format.unread);
}

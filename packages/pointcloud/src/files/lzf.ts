/** Most bytes that one compressed byte can stand for: three bytes copy 264. */
export const MOST_LZF_GROWTH = 88;

/**
 * Inflates LZF (Lehmann's LibLZF), which compressed PCD files use: a control byte below 32 is followed by that many literal bytes and one
 * more; others give a length (3 bits, and another byte if they are all set) and a distance (13 bits) to copy from.
 *
 * @param length of the result, in bytes
 * @throws Error if the bytes do not give that length
 */
export function inflateLzf(bytes: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  let from = 0;
  let to = 0;
  while (from < bytes.length) {
    const control = bytes[from++];
    if (control < 32) {
      if (from + control + 1 > bytes.length || to + control + 1 > length) throw new Error('its compressed data are damaged');
      out.set(bytes.subarray(from, from + control + 1), to);
      from += control + 1;
      to += control + 1;
    } else {
      const count = (control >> 5) + 2 + (control >> 5 === 7 ? bytes[from++] : 0);
      const start = to - ((control & 31) << 8) - bytes[from++] - 1;
      if (!(start >= 0 && to + count <= length)) throw new Error('its compressed data are damaged');
      // Byte by byte, since the copy may overlap its own output.
      for (let i = 0; i < count; i++) out[to++] = out[start + i];
    }
  }
  if (to !== length || from !== bytes.length) throw new Error('its compressed data are damaged');
  return out;
}

/**
 * Reads the positions of a LAS file (ASPRS, versions 1.0 to 1.4): whole numbers with a scale and an offset.
 *
 * @returns `[points, 3]`
 * @throws Error whose message gives the reason: not LAS, compressed (LAZ), or cut short
 */
export function parseLas(bytes: Uint8Array): Float64Array {
  if (bytes.length < 227 || String.fromCharCode(...bytes.subarray(0, 4)) !== 'LASF') throw new Error("not a LAS file: it does not start with 'LASF' and a header of 227 bytes");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [start, format, size] = [view.getUint32(96, true), bytes[104], view.getUint16(105, true)];
  if (format & 0xc0) throw new Error('its points are compressed (LAZ), which is not read: unpack it to LAS, such as by laszip or PDAL');
  const isNew = bytes[24] === 1 && bytes[25] >= 4 && bytes.length >= 375;
  const points = isNew ? Number(view.getBigUint64(247, true)) : view.getUint32(107, true);
  if (size < 20) throw new Error(`its points have ${size} bytes each; expected at least 20`);
  if (start + points * size > bytes.length) throw new Error(`cut short: its ${points} points take ${points * size} bytes from byte ${start}, but it has ${bytes.length}`);
  const number = (at: number) => view.getFloat64(at, true);
  const [scale, offset] = [131, 155].map((at) => [number(at), number(at + 8), number(at + 16)]);
  if (![...scale, ...offset].every(Number.isFinite)) throw new Error('its scale or its offset is not a finite number');
  const positions = new Float64Array(3 * points);
  for (let i = 0; i < points; i++) for (let k = 0; k < 3; k++) positions[3 * i + k] = view.getInt32(start + i * size + 4 * k, true) * scale[k] + offset[k];
  return positions;
}

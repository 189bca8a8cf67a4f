import { createHash } from 'node:crypto';
import { sha256 } from './sha256.js';

test('the hash is that of another implementation, of a part of a buffer too', async () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, i) => (i * 37) % 256);
  for (const part of [bytes, bytes.subarray(3, 700), new Uint8Array(0)]) expect(await sha256(part)).toBe(createHash('sha256').update(part).digest('hex'));
});

import { uniformValues } from '@inrflow/core';

/** Something that reads bytes which anybody may have written. */
export interface FuzzedReader {
  name: string;
  /** Whole files, which mutations start from. */
  seeds(): readonly Uint8Array[] | Promise<readonly Uint8Array[]>;
  read(bytes: Uint8Array): unknown;
}

/** Bytes and words that programs stumble over. */
const BYTES = [0x00, 0x01, 0x7f, 0x80, 0xff, 0x20, 0x0a, 0x22, 0x2d, 0x7b];
const WORDS = ['', '0', '-1', '1e308', '1e999', 'nan', '4294967295', '4294967296', '9007199254740993', '-0', '\n\n', '"', '[', '{}', 'null', '__proto__', '\u0000', '\ufeff', '#', '0x10', '1e-320'];
/** What JavaScript and libraries say where nobody thought of the case: no words for users. */
const NOT_OURS = /Cannot (?:read|set|destructure|convert|mix)|undefined|is not (?:a function|iterable|defined|a constructor)|Invalid (?:array|typed array|array buffer|string) length|Array buffer allocation|out of memory|Maximum call stack|out of (?:bounds|range)|outside the bounds|\[object|The "|must be of type|ERR_/;
/** Milliseconds that one mutated file of a few kilobytes may take. */
const TIME_LIMIT = 4000;

const text = new TextEncoder();

/** One of hundreds of broken relatives of a file, the same for the same index. */
export function mutated(seeds: readonly Uint8Array[], seed: number, index: number): Uint8Array {
  const draws = uniformValues({ seed, stream: 'mutation', sample: index }, 64);
  let at = 0;
  const below = (limit: number) => Math.min(Math.floor(draws[at++ % draws.length] * limit), Math.max(0, limit - 1));
  // A copy of plain bytes: slices of a Buffer share its memory.
  let bytes = Uint8Array.from(seeds[below(seeds.length)]);
  const put = (from: number, to: number, between: Uint8Array) => {
    bytes = Uint8Array.from([...bytes.subarray(0, from), ...between, ...bytes.subarray(to)]);
  };
  for (let change = 1 + below(4); change > 0; change--) {
    // Half of the changes hit the header, where sizes stand.
    const place = below(2) === 0 ? below(Math.min(bytes.length, 200)) : below(bytes.length);
    const kind = below(8);
    if (kind === 0) bytes[place] ^= 1 << below(8);
    else if (kind === 1) bytes[place] = BYTES[below(BYTES.length)];
    else if (kind === 2) bytes = bytes.slice(0, place);
    else if (kind === 3) put(place, place + below(40), new Uint8Array(0));
    else if (kind === 4) put(place, place, bytes.slice(place, place + below(200)));
    else if (kind === 5) put(place, place + below(6), text.encode(WORDS[below(WORDS.length)]));
    else if (kind === 6) bytes.fill(BYTES[below(BYTES.length)], place, place + 1 + below(8));
    else {
      const other = seeds[below(seeds.length)];
      put(place, bytes.length, Uint8Array.from(other.subarray(below(other.length))));
    }
    if (bytes.length === 0) return bytes;
  }
  return bytes;
}

/** What is wrong with how one file was refused; undefined if it was read, or refused in one line that people understand. */
async function complaintOf(reader: FuzzedReader, bytes: Uint8Array): Promise<string | undefined> {
  const begun = performance.now();
  let complaint: string | undefined;
  try {
    await reader.read(bytes);
  } catch (error) {
    const { message, name, stack } = error as Error;
    if (typeof message !== 'string' || message === '') complaint = `threw ${String(error)}`;
    else if (name === 'TypeError' || name === 'ReferenceError' || NOT_OURS.test(message)) complaint = `${name}: ${message}\n${stack?.split('\n').slice(1, 5).join('\n')}`;
    else if (message.length > 2000) complaint = `${message.length} characters: ${message.slice(0, 100)}`;
  }
  const took = performance.now() - begun;
  return took > TIME_LIMIT ? `took ${Math.round(took)} ms` : complaint;
}

/** Mutations a reader; `npm run fuzz -- 20000` tries more. */
const COUNT = Number(process.env.FUZZ_COUNT ?? 300);

/** Defines a test for each reader: hundreds of broken files are read, or refused in words, in time. */
export function fuzzReaders(readers: readonly FuzzedReader[]): void {
  test.each(readers.map((reader) => [reader.name, reader] as const))(`%s: ${COUNT} broken files are read or refused in words`, async (_, reader) => {
    const seeds = await reader.seeds();
    for (const seed of seeds) await reader.read(seed);
    const complaints: string[] = [];
    for (let i = 0; i < COUNT && complaints.length < 5; i++) {
      const complaint = await complaintOf(reader, mutated(seeds, Number(process.env.FUZZ_SEED ?? 0), i));
      if (complaint !== undefined) complaints.push(`#${i} ${complaint}`);
    }
    expect(complaints).toEqual([]);
  }, Math.max(60_000, COUNT * 100));
}

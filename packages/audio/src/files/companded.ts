interface Codec {
  decode(samples: Uint8Array): Int16Array;
}

/** Returns a reader for bytes of A-law (6) or µ-law (7), ITU-T G.711. */
export async function companded(encoding: 6 | 7): Promise<(view: DataView, at: number) => number> {
  // The package is CommonJS under Node and ES modules under bundlers.
  const loaded = (await import('alawmulaw')) as unknown as { default?: { alaw: Codec; mulaw: Codec }; alaw: Codec; mulaw: Codec };
  const { alaw, mulaw } = loaded.default ?? loaded;
  const table = (encoding === 6 ? alaw : mulaw).decode(Uint8Array.from({ length: 256 }, (_, i) => i));
  return (view, at) => table[view.getUint8(at)] / 2 ** 15;
}

const ascii = (bytes: Uint8Array, length: number) => String.fromCharCode(...bytes.subarray(0, length));

/** What a file seems to be if it is not a checkpoint, as the end of a sentence; undefined if it looks like one. */
export function mistakenFor(bytes: Uint8Array): string | undefined {
  const start = ascii(bytes, 200).trimStart();
  if (bytes.length === 0) return 'it is empty';
  if (start.startsWith('version https://git-lfs')) return 'it is a Git LFS pointer, not the file that it points to: run git lfs pull';
  if (/^<(?:!doctype|html|\?xml|head|body)/i.test(start)) return 'it is a page of HTML or XML, not a checkpoint: the download went wrong';
  if (ascii(bytes, 4) === 'PK\x03\x04') return 'it is a zip archive, such as PyTorch writes; expected a safetensors file';
  if (bytes[0] === 0x80 && bytes[1] >= 2 && bytes[1] <= 5) return 'it is a Python pickle, such as PyTorch writes; expected a safetensors file';
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'it is packed by gzip: unpack it first';
  if (ascii(bytes, 6) === '\x93NUMPY') return 'it is a NumPy array; expected a safetensors file';
  if (start.startsWith('{') || start.startsWith('[')) return 'it is JSON, such as a configuration; expected a safetensors file';
  if (ascii(bytes, 4) === 'GGUF') return 'it is a GGUF file; expected a safetensors file';
  return undefined;
}

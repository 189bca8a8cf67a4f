/** Decodes UTF-8 or, if the bytes are not valid UTF-8, ISO-8859-1: the order in which Java tries them. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  }
}

const ESCAPES: Record<string, string> = { t: '\t', n: '\n', r: '\r', f: '\f' };

function unescape(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_, code: string | undefined, letter: string) =>
    code === undefined ? (ESCAPES[letter] ?? letter) : String.fromCharCode(parseInt(code, 16)));
}

/**
 * Reads Java's properties (`java.util.Properties.load`): a key and a value on each line, separated by `=`, `:` or white space; `#` and
 * `!` begin comments; a backslash escapes, and at the end of a line it continues the line on the next.
 */
export function parseJavaProperties(bytes: Uint8Array): Map<string, string> {
  const lines: string[] = [];
  let goesOn = false;
  for (const raw of textOf(bytes).split(/\r\n|\n|\r/)) {
    const line = raw.replace(/^[ \t\f]+/, '');
    if (!goesOn && (line === '' || line.startsWith('#') || line.startsWith('!'))) continue;
    if (goesOn) lines[lines.length - 1] += line;
    else lines.push(line);
    // With an odd number of backslashes, the last one is not itself escaped.
    goesOn = /(?<!\\)(?:\\\\)*\\$/.test(line);
    if (goesOn) lines[lines.length - 1] = lines[lines.length - 1].slice(0, -1);
  }
  return new Map(lines.map((line) => {
    const [key] = /^(?:\\[\s\S]|[^\\=: \t\f])*/.exec(line)!;
    const value = line.slice(key.length).replace(/^[ \t\f]+/, '').replace(/^[=:]/, '').replace(/^[ \t\f]+/, '');
    return [unescape(key), unescape(value)];
  }));
}

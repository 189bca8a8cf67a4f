import { run } from '../../src/cli.js';

/** What a command did. */
export interface Outcome {
  code: number;
  /** Standard output. */
  out: string;
  /** Standard error. */
  error: string;
}

/** Runs the real command function with what it prints captured. */
export async function inrflow(args: readonly string[], { signal = new AbortController().signal, isInteractive = false, onNote = (_: string) => {} } = {}): Promise<Outcome> {
  const [out, error]: string[][] = [[], []];
  const note = (text: string) => {
    error.push(text);
    onNote(text);
  };
  const code = await run(args, { out: (text) => void out.push(text), note, isInteractive, signal });
  return { code, out: out.join('\n'), error: error.join('\n') };
}

/** The last line of standard error: the error. */
export const lastLine = ({ error }: Outcome) => error.split('\n').at(-1)!;

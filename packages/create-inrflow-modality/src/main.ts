import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { createModality } from './createModality.js';
import { checkName, parseRanges, type CreateOptions } from './options.js';

const HELP = `Usage: npm create inrflow-modality [folder] -- [options]

Writes a package that teaches inrflow a kind of data of your own: one that builds, passes the checks and trains on an example.
What is not given is asked for.

Options:
  --name <name>              short name, such as sound; the package is inrflow-modality-sound
  --coordinates <ranges>     what coordinates run over, such as time:0:1 or longitude:-180:180,latitude:-90:90
  --values <ranges>          what is there at each place, such as pressure:-1:1
  --help                     this text`;

const DEFAULTS = { name: 'sound', coordinates: 'time:0:1', values: 'pressure:-1:1' };

/** Takes answers from the flags, or asks the user if standard input is a terminal, showing the defaults. */
async function answers(given: Partial<typeof DEFAULTS>): Promise<typeof DEFAULTS> {
  const missing = (Object.keys(DEFAULTS) as (keyof typeof DEFAULTS)[]).filter((key) => given[key] === undefined);
  if (missing.length === 0) return given as typeof DEFAULTS;
  if (!process.stdin.isTTY) throw new RangeError(`${missing.map((key) => `--${key}`).join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing, and nobody is there to ask: see --help`);
  const asked = createInterface({ input: process.stdin, output: process.stdout });
  const questions = { name: 'Short name', coordinates: 'Coordinates, name:from:to', values: 'Values, name:from:to' };
  const found = { ...given };
  for (const key of missing) found[key] = (await asked.question(`${questions[key]} (${DEFAULTS[key]}): `)).trim() || DEFAULTS[key];
  asked.close();
  return found as typeof DEFAULTS;
}

async function main(): Promise<void> {
  const { values: flags, positionals } = parseArgs({ allowPositionals: true, options: { name: { type: 'string' }, coordinates: { type: 'string' }, values: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
  if (flags.help) return console.log(HELP);
  const { name, coordinates, values } = await answers(flags);
  const options: CreateOptions = { name: checkName(name), coordinates: parseRanges(coordinates, 'the coordinate'), values: parseRanges(values, 'the value') };
  const folder = positionals[0] ?? `inrflow-modality-${name}`;
  createModality(folder, options);
  console.log(`${folder} is there. Next:\n\n  cd ${folder}\n  npm install\n  npm run build && npm run example\n  npm test\n  npm run train -- --steps 500`);
}

main().catch((error: unknown) => {
  // parseArgs throws a TypeError with a code.
  console.error(`create-inrflow-modality: ${(error as Error).message}`);
  process.exitCode = error instanceof RangeError || String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS') ? 2 : 1;
});

#!/usr/bin/env node
import { writeSync } from 'node:fs';
import { run } from './cli.js';
import { EXIT, messageOf } from './errors.js';

/** npx forwards the Ctrl-C that the terminal has already sent: two within this time count as one. */
const ONE_INTERRUPTION = 1000;

const interruption = new AbortController();
let interruptedAt = 0;
// A dropped connection, SIGTERM and a job scheduler's warning save the state like Ctrl-C.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', ...(process.platform === 'win32' ? [] : (['SIGUSR1', 'SIGUSR2'] as const))] as const) {
  process.on(signal, () => {
    // A second signal does not wait for the step to end.
    if (interruption.signal.aborted && performance.now() - interruptedAt > ONE_INTERRUPTION) process.exit(EXIT.interrupted);
    if (!interruption.signal.aborted) interruptedAt = performance.now();
    interruption.abort();
  });
}

/** Writes to standard error when asynchronous code no longer runs. */
function lastWords(text: string): void {
  try {
    writeSync(2, `${text}\n`);
  } catch {
    // Nobody reads standard error.
  }
}

/** The command's exit code; undefined until it is known whether it succeeded. */
let code: number | undefined;

// A reader that has closed the pipe, as with `| head -1`, does not end the work; a full disk under standard output is a failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || stream === process.stderr) return;
    if (!process.exitCode) lastWords(`inrflow: standard output: ${messageOf(error).replace(/^a file: /, '')}`);
    process.exitCode = EXIT.failed;
  });
}
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    lastWords(`inrflow: ${messageOf(error)}`);
    if (process.argv.includes('--debug')) lastWords(String((error as Error)?.stack));
    process.exit(EXIT.failed);
  });
}
process.on('exit', (status) => {
  if (code !== undefined || status !== 0) return;
  // The event loop is empty although the command has not finished: something that it awaits never settles.
  lastWords('inrflow: ended before its work was done, which is a bug in inrflow: its output may be incomplete');
  process.exitCode = EXIT.failed;
});

void run(process.argv.slice(2), {
  out: (text) => void process.stdout.write(`${text}\n`),
  note: (text) => void process.stderr.write(`${text}\n`),
  isInteractive: process.stderr.isTTY === true,
  signal: interruption.signal,
}).then((settled) => {
  code = settled;
  process.exitCode ||= settled;
});

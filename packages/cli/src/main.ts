#!/usr/bin/env node
import { run } from './cli.js';

/** npx hands on the Ctrl-C that the terminal has already sent: two within this time are one. */
const ONE_INTERRUPTION = 1000;

const interruption = new AbortController();
let interruptedAt = 0;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // A second one does not wait for the step to end.
    if (interruption.signal.aborted && performance.now() - interruptedAt > ONE_INTERRUPTION) process.exit(130);
    if (!interruption.signal.aborted) interruptedAt = performance.now();
    interruption.abort();
  });
}

void run(process.argv.slice(2), {
  out: (text) => void process.stdout.write(`${text}\n`),
  note: (text) => void process.stderr.write(`${text}\n`),
  isInteractive: process.stderr.isTTY === true,
  signal: interruption.signal,
}).then((code) => {
  process.exitCode = code;
});

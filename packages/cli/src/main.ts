#!/usr/bin/env node
import { run } from './cli.js';

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // A second one does not wait for the step to end.
    if (interruption.signal.aborted) process.exit(130);
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

import type { Terminal } from '../terminal.js';

/** Reports the progress of a step, at most once a second. */
export function progressNotes({ isInteractive, note }: Terminal): (text: () => string) => void {
  let last = -Infinity;
  return (text) => {
    if (!isInteractive || performance.now() - last < 1000) return;
    last = performance.now();
    note(text());
  };
}

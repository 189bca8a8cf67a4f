import type { Terminal } from '../terminal.js';

/** Says once a second at most how far a step is. */
export function progressNotes({ isInteractive, note }: Terminal): (text: () => string) => void {
  let last = -Infinity;
  return (text) => {
    if (!isInteractive || performance.now() - last < 1000) return;
    last = performance.now();
    note(text());
  };
}

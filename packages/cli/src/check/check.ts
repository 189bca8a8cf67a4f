import type { Terminal } from '../terminal.js';

/** Stub. */
export async function check(_name: string, _options: { data?: string }, _terminal: Terminal): Promise<void> {}

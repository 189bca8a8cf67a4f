import type { LaunchedGroup } from '@inrflow/core';

/** Where a command writes, and what may stop it. */
export interface Terminal {
  /** Results, to standard output. */
  out(text: string): void;
  /** Progress, warnings and errors, to standard error. */
  note(text: string): void;
  /** Whether standard error is a terminal on which lines can be redrawn. */
  isInteractive: boolean;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
  /** The processes that run the command together, if there are several: only the first one writes. */
  processes?: LaunchedGroup;
}

import type { LaunchedGroup } from '@inrflow/core';

/** Where a command writes to, and what may stop it. */
export interface Terminal {
  /** Results, to standard output. */
  out(text: string): void;
  /** Progress, warnings and errors, to standard error. */
  note(text: string): void;
  /** Whether standard error is a terminal on which a line may be redrawn. */
  isInteractive: boolean;
  /** Set off by Ctrl-C. */
  signal: AbortSignal;
  /** The processes that do the command together, if there are several: the first of them alone writes. */
  processes?: LaunchedGroup;
}

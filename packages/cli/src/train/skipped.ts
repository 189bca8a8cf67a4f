/** Counts pictures that could not be read. */
export interface SkipLog {
  /** Reasons of one step, one a picture. */
  add(reasons: readonly string[]): void;
  /** Says how many there were in all, where there were any. */
  summary(): void;
}

/** Pictures named one by one; of more, only the number is told. */
const MOST_NAMED = 5;

/** A log that names each of the first few pictures once. */
export function createSkipLog(note: (text: string) => void): SkipLog {
  const seen = new Set<string>();
  let times = 0;
  return {
    add(reasons) {
      times += reasons.length;
      for (const reason of reasons) {
        if (seen.has(reason)) continue;
        seen.add(reason);
        if (seen.size <= MOST_NAMED) note(`warning: skipped, ${reason}`);
        else if (seen.size === MOST_NAMED + 1) note('warning: more pictures cannot be read; they are counted at the end');
      }
    },
    summary() {
      if (times > 0) note(`warning: ${seen.size} ${seen.size === 1 ? 'picture' : 'pictures'} could not be read and ${seen.size === 1 ? 'was' : 'were'} skipped, ${times} ${times === 1 ? 'time' : 'times'} in all`);
    },
  };
}

/** Counts examples that could not be read. */
export interface SkipLog {
  /** Reasons in one step, one per example. */
  add(reasons: readonly string[]): void;
  /** Reports the total, if there were any. */
  summary(): void;
}

/** Number of examples that are named; further ones are only counted. */
const MOST_NAMED = 5;

/**
 * Makes a log that names each of the first few examples once.
 *
 * @param names what one example and several are called
 */
export function createSkipLog(note: (text: string) => void, { one, many }: { one: string; many: string }): SkipLog {
  const seen = new Set<string>();
  let times = 0;
  return {
    add(reasons) {
      times += reasons.length;
      for (const reason of reasons) {
        if (seen.has(reason)) continue;
        seen.add(reason);
        if (seen.size <= MOST_NAMED) note(`warning: skipped, ${reason}`);
        else if (seen.size === MOST_NAMED + 1) note(`warning: more ${many} cannot be read; they are counted at the end`);
      }
    },
    summary() {
      if (times > 0) note(`warning: ${seen.size} ${seen.size === 1 ? one : many} could not be read and ${seen.size === 1 ? 'was' : 'were'} skipped, ${times} ${times === 1 ? 'time' : 'times'} in all`);
    },
  };
}

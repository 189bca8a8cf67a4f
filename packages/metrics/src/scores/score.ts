/** How a score was made: field by field, what has to be equal for two values to be comparable. */
export type Protocol = Readonly<Record<string, string | number | boolean>>;

/** A score and how it was made. */
export interface Score {
  /** The score's name, such as `MMD`. */
  name: string;
  value: number;
  /** If the value is a mean over several subsets or splits: the standard deviation among them (divided by their count), in the value's unit. */
  standardDeviation?: number;
  /** Which values are good: `half` means the nearer 0.5 the better. */
  better: 'lower' | 'higher' | 'half';
  protocol: Protocol;
}

/** What a comparison of two scores says. */
export interface ScoreComparison {
  /** `neither` if both values are equally good. */
  better: 'first' | 'second' | 'neither';
  /** The first's value minus the second's. */
  difference: number;
}

/** Two scores that were made in different ways. */
export class ProtocolMismatchError extends Error {
  override name = 'ProtocolMismatchError';
}

const badness = ({ better, value }: Score) => (better === 'lower' ? value : better === 'higher' ? -value : Math.abs(value - 0.5));

/**
 * Compares two scores of one kind and protocol.
 *
 * @throws ProtocolMismatchError if the names or any field of the protocols differ; lists each with both values
 */
export function compareScores(first: Score, second: Score): ScoreComparison {
  const [a, b]: Protocol[] = [{ score: first.name, ...first.protocol }, { score: second.name, ...second.protocol }];
  const fields = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((field) => a[field] !== b[field]);
  if (fields.length > 0) {
    const differences = fields.map((field) => `${field}: ${a[field] ?? 'none'} and ${b[field] ?? 'none'}`);
    throw new ProtocolMismatchError(`scores of different protocols cannot be compared (${differences.join('; ')})`);
  }
  const gap = badness(first) - badness(second);
  return { better: gap < 0 ? 'first' : gap > 0 ? 'second' : 'neither', difference: first.value - second.value };
}

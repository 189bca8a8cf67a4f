import type { JsonValue } from '../checkpoints/index.js';
import type { ProcessGroup } from './processGroup.js';
import { ProcessError } from './processError.js';

/** The outcome of one process's work. */
type Outcome<Value> = { value: Value } | { failed: { kind: string; message: string } };

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const decode = <Value>(bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)) as Value;

/** What every process reports, in the order of ranks. */
export async function gatherJson<Value extends JsonValue>(processes: ProcessGroup, value: Value): Promise<Value[]> {
  if (processes.size === 1) return [value];
  return (await processes.gather(encode(value))).map((bytes) => decode<Value>(bytes));
}

/** Names processes, as in `rank 1 on a and rank 3 on b`; if there are many, only the first few. */
export function namesOf({ names }: Pick<ProcessGroup, 'names'>, ranks: readonly number[]): string {
  const [shown, more] = [ranks.slice(0, 3).map((rank) => names[rank]), Math.max(0, ranks.length - 3)];
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : shown[0];
}

/**
 * Does work in every process and waits for all: it succeeds everywhere, or fails everywhere.
 *
 * @param work what this process does; it returns what to tell the others
 * @returns what each process said, in the order of ranks
 * @throws the error of this process if all fail for the same reason; otherwise ProcessError naming the processes that fail, and the reason of the first
 */
export async function together<Value extends JsonValue>(processes: ProcessGroup, work: () => Value | Promise<Value>): Promise<Value[]> {
  if (processes.size === 1) return [await work()];
  let own: unknown;
  let outcome: Outcome<Value>;
  try {
    outcome = { value: await work() };
  } catch (error) {
    own = error;
    const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
    outcome = { failed: { kind: name, message } };
  }
  const outcomes = (await processes.gather(encode(outcome))).map((bytes) => decode<Outcome<Value>>(bytes));
  const failed = outcomes.flatMap((each, rank) => ('failed' in each ? [{ rank, ...each.failed }] : []));
  if (failed.length === 0) return outcomes.map((each) => (each as { value: Value }).value);
  const [{ kind, message }] = failed;
  if (failed.length === processes.size && failed.every((each) => each.message === message)) throw own;
  throw new ProcessError(`${namesOf(processes, failed.filter((each) => each.message === message).map(({ rank }) => rank))}: ${message}`, kind, { cause: own });
}

/** Does work in every process and waits for all, as {@link together}. @returns the result of this process's work, which is not sent to the others */
export async function inAgreement<Value>(processes: ProcessGroup | undefined, work: () => Value | Promise<Value>): Promise<Value> {
  if (!processes || processes.size === 1) return work();
  let value: Value | undefined;
  await together(processes, async () => {
    value = await work();
    return null;
  });
  return value!;
}

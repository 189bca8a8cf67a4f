import type { ProcessGroup } from './processGroup.js';
import { ProcessError } from './processError.js';
import { gatherJson, namesOf } from './together.js';

/**
 * Checks that all processes agree on some facts.
 *
 * @param facts by name, in the words of the message, such as `the configuration`
 * @throws ProcessError naming the first fact that differs, the processes, and both values
 */
export async function checkAgreement(processes: ProcessGroup, facts: Readonly<Record<string, string>>): Promise<void> {
  const [first, ...others] = await gatherJson(processes, facts as Record<string, string>);
  for (const [fact, expected] of Object.entries(first)) {
    const differing = others.flatMap((each, i) => (each[fact] === expected ? [] : [i + 1]));
    if (differing.length === 0) continue;
    const found = others[differing[0] - 1][fact];
    throw new ProcessError(`${namesOf(processes, differing)}: ${fact} differs from that of ${processes.names[0]}: ${found ?? 'none'} instead of ${expected}`, 'SettingsError');
  }
}

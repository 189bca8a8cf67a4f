import type { GroupProvider, LaunchedGroup } from '@inrflow/core';

/** Packages that can find the processes with which this one was started; the first installed one is used. */
const PROVIDERS: readonly string[] = ['@inrflow/distributed'];

/** Commands that several processes do together. */
export const SHARED: readonly string[] = ['train', 'sample', 'evaluate'];

async function providerOf(name: string): Promise<GroupProvider | undefined> {
  try {
    return (await import(name)) as GroupProvider;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if ((code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') && message.includes(name)) return undefined;
    throw error;
  }
}

/** The processes with which a launcher started this one, if an installed package knows that launcher; undefined if it was started alone. @throws Error in one line if they cannot be found */
export async function openProcesses(): Promise<LaunchedGroup | undefined> {
  for (const name of PROVIDERS) {
    const provider = await providerOf(name);
    if (provider) return provider.openGroup();
  }
  return undefined;
}

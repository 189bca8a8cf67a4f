// Processes below another, by what /proc says.
import { readdirSync, readFileSync } from 'node:fs';

/** A process: its number, its parent's, and its command line. */
function processes() {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const text = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [state, parent] = text.slice(text.lastIndexOf(')') + 2).split(' ');
      return state === 'Z' || state === 'X' ? [] : [{ pid: Number(name), parent: Number(parent), args: readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0') }];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}

/** Everything that a process has started and what that has started, itself first. */
export function treeOf(pid) {
  const all = processes();
  const below = [pid];
  for (const parent of below) below.push(...all.filter((each) => each.parent === parent).map((each) => each.pid));
  return below;
}

/** The ranks that a launcher has started, in the order that they began in. */
export function ranksOf(launcher) {
  const below = new Set(treeOf(launcher));
  return processes().filter(({ pid, args }) => below.has(pid) && args[0] === process.execPath).map(({ pid }) => pid).sort((a, b) => a - b);
}

/** Sends SIGKILL to processes of which some may be gone. */
export function kill(pids) {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }
}

/** Those of some processes that still run. */
export const running = (pids) => {
  const all = new Set(processes().map(({ pid }) => pid));
  return pids.filter((pid) => all.has(pid));
};

import { spawnSync } from 'node:child_process';

/** The processes of Node.js that a launcher has started, in the order that they began in. */
export function ranksOf(launcher: number): number[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const all = stdout.split('\n').map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line)).filter((found) => found !== null).map(([, pid, parent, args]) => ({ pid: Number(pid), parent: Number(parent), args }));
  const isBelow = (pid: number): boolean => pid === launcher || (pid > 1 && isBelow(all.find((each) => each.pid === pid)?.parent ?? 0));
  return all.filter(({ pid, args }) => args.startsWith(process.execPath) && isBelow(pid)).map(({ pid }) => pid).sort((a, b) => a - b);
}

/** The processes of Node.js whose arguments name a run folder. */
export const runningIn = (folder: string): number[] => spawnSync('ps', ['-eo', 'pid=,stat=,args='], { encoding: 'utf8' }).stdout.split('\n')
  .map((line) => /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line)).filter((found) => found?.[3].startsWith(`${process.execPath} `) && !found[2].startsWith('Z') && found[3].includes(`--run ${folder} `)).map((found) => Number(found![1]));

/** Sends a signal to one of the processes that a launcher has started, if it is still there. */
export function signalRank(launcher: number, rank: number, signal: NodeJS.Signals): void {
  const pid = ranksOf(launcher)[rank];
  if (pid !== undefined) process.kill(pid, signal);
}

import { fstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { loadKoffi } from './library.js';

/** Numbers of two system calls, the same on every architecture of Linux. */
const [PIDFD_OPEN, PIDFD_GETFD] = [434, 438];

const isSocket = (descriptor: number) => {
  try {
    return fstatSync(descriptor).isSocket();
  } catch {
    return false;
  }
};

const parentOf = (pid: number | string): number | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]) || undefined;
  } catch {
    return undefined;
  }
};

/** The nearest ancestor of this process that holds the socket to the launcher. */
function holderOf(descriptor: number): number | undefined {
  for (let pid = parentOf('self'); pid !== undefined && pid > 1; pid = parentOf(pid)) {
    try {
      if (readdirSync(`/proc/${pid}/fd`).includes(String(descriptor)) && readlinkSync(`/proc/${pid}/fd/${descriptor}`).startsWith('socket:')) return pid;
    } catch {
      // A process of another user.
    }
  }
  return undefined;
}

/**
 * Makes sure that this process has the socket through which PMI launchers talk to it. Programs that start others, such as npx, pass on its number in `PMI_FD`, but not the socket itself; fetch it from the
 * process that has it, if the system allows that.
 *
 * @throws Error saying how to start without the program in between
 */
export async function recoverLauncherSocket(environment: NodeJS.ProcessEnv): Promise<void> {
  const descriptor = Number(environment.PMI_FD);
  if (environment.PMI_FD === undefined || !Number.isInteger(descriptor) || isSocket(descriptor)) return;
  const pid = process.platform === 'linux' ? holderOf(descriptor) : undefined;
  if (pid !== undefined) {
    const libc = (await loadKoffi()).load(null);
    const call = libc.func('long syscall(long number, long a, long b, long c)') as (...args: number[]) => number | bigint;
    const process = Number(call(PIDFD_OPEN, pid, 0, 0));
    const own = process < 0 ? -1 : Number(call(PIDFD_GETFD, process, descriptor, 0));
    if (own >= 0 && isSocket(own)) {
      environment.PMI_FD = String(own);
      return;
    }
  }
  throw new Error('the socket to the launcher got lost on the way: start the command without npx between them, as in: mpirun -n 4 node_modules/.bin/inrflow train config.json');
}

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isInstalled, start, testWith, type MpiName, type Running } from './launch.js';

const HOSTS = path.join(__dirname, 'hosts.sh');
const addressOf = (i: number) => `10.77.0.${i + 1}`;

/** Links between hosts. */
export interface Link {
  /** Milliseconds that a packet takes, one way. */
  latency: number;
  gigabits: number;
}

/** Hosts that are namespaces of this machine. */
export interface Hosts {
  /** Starts a program of Node.js, one process a host. */
  start(mpi: MpiName, args: readonly string[], environment?: Record<string, string>): Running;
  /** Cuts every link, until the hosts are removed. */
  cut(): void;
  /** Ends the hosts. @returns the bytes that each has sent */
  remove(): Promise<number[]>;
}

/** Why this machine cannot have hosts of its own; undefined if it can. */
function hindrance(): string | undefined {
  if (!['ip', 'unshare'].every(isInstalled)) return 'iproute2 or util-linux is missing';
  const name = `inrflow-try-${process.pid}-`;
  const { status, stderr } = spawnSync(HOSTS, ['make', name, '1'], { encoding: 'utf8' });
  spawnSync(HOSTS, ['remove', name, '1']);
  if (status !== 0) return `network namespaces cannot be made: ${stderr.trim()}`;
  const { status: opened } = spawnSync('sh', ['-c', ': <> /dev/net/tun']);
  return opened === 0 ? undefined : '/dev/net/tun cannot be opened';
}

const hinders = hindrance();
/** Declares a test that is skipped, and counted as such, where hosts cannot be had: the name says why. */
export const testWithHosts = (mpi: MpiName) => (hinders === undefined ? testWith(mpi) : test.skip);

/** What each launcher is told: how to reach a host, and that numbers take the links rather than the memory that the hosts share in truth. */
function launcherOf(mpi: MpiName, hosts: string, count: number, reach: string): { args: string[]; environment: Record<string, string> } {
  if (mpi === 'mpich') return { args: ['-launcher', 'rsh', '-launcher-exec', reach, '-hosts', hosts, '-iface', 'link0', '-n', String(count)], environment: { UCX_TLS: 'tcp,self', UCX_NET_DEVICES: 'link0' } };
  const parameters = { plm_rsh_agent: reach, btl: 'tcp,self', pml: 'ob1', btl_tcp_if_include: '10.77.0.0/24', oob_tcp_if_include: '10.77.0.0/24' };
  return { args: ['--host', hosts, '-n', String(count), '--bind-to', 'none', ...Object.entries(parameters).flatMap(([name, value]) => ['--mca', name, value])], environment: {} };
}

/** Makes hosts that only links join. @param folder for a file of theirs */
export async function makeHosts(count: number, { latency, gigabits }: Link, folder: string): Promise<Hosts> {
  const name = `inrflow-${process.pid}-`;
  spawnSync(HOSTS, ['remove', name, String(count)]);
  const { status, stderr } = spawnSync(HOSTS, ['make', name, String(count)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const places = Array.from({ length: count }, (_, i) => `${name}${i + 1}=${addressOf(i)}`);
  const relay: ChildProcess = spawn(process.execPath, [path.join(__dirname, 'relay.mjs'), '--latency', String(latency), '--gigabits', String(gigabits), ...places], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: string[] = [];
  relay.stdout!.setEncoding('utf8').on('data', (text: string) => said.push(text));
  await once(relay.stdout!, 'data');
  const reach = path.join(folder, 'reach.sh');
  writeFileSync(reach, `#!/bin/sh\nexec ${HOSTS} on ${name} "$@"\n`);
  chmodSync(reach, 0o755);
  return {
    start(mpi, args, environment) {
      const launcher = launcherOf(mpi, places.map((_, i) => addressOf(i)).join(','), count, reach);
      const quoted = [`mpirun.${mpi}`, ...launcher.args, process.execPath, ...args].map((each) => `'${each}'`);
      return start(HOSTS, ['on', name, addressOf(0), ...quoted], { ...launcher.environment, ...environment });
    },
    cut: () => void relay.kill('SIGSTOP'),
    async remove() {
      relay.kill('SIGCONT');
      relay.kill('SIGTERM');
      await once(relay, 'close');
      spawnSync(HOSTS, ['remove', name, String(count)]);
      return (JSON.parse(said.join('').trim().split('\n').at(-1)!) as { sent: number }[]).map(({ sent }) => sent);
    },
  };
}

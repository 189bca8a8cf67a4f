import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import path from 'node:path';

const FILE = path.join(__dirname, '../../bin/inrflow.js');

/** Starts the built command as a process of its own: what is about signals, pipes, ends and plug-ins needs a whole one. Nx builds it before these tests. */
export function startCommand(args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  return spawn(process.execPath, [FILE, ...args], options);
}

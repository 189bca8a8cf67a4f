import { spawnSync } from 'node:child_process';

/** What a command printed, and how it ended. */
export interface Outcome {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a command in a folder and waits for it, whatever its exit status. */
export function attempt(command: string, args: string[], folder: string): Outcome {
  // What npm and Nx set for this process would change what npm, tsc and the packages do in the empty project.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_(config_(?!registry)|package_|lifecycle_)|NX_|NODE_OPTIONS|JEST_)/i.test(name)));
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: folder, env, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error) throw error;
  return { status, stdout, stderr };
}

/**
 * Runs a command in a folder and returns its standard output.
 *
 * @throws Error with everything that the command printed when it exits with anything but 0
 */
export function run(command: string, args: string[], folder: string): string {
  const { status, stdout, stderr } = attempt(command, args, folder);
  if (status !== 0) throw new Error(`'${command} ${args.join(' ')}' in ${folder} exited with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

// What the demos share: programs run one after the other with their output shown and their time told.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * A demo with its flags.
 *
 * @param defaults default of each flag, all of them texts
 * @returns the flags, a function that runs a program (and ends the demo where it fails), and one that says what there is to see
 */
export function demo(defaults) {
  const options = Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, { type: 'string', default: value }]));
  const { values } = parseArgs({ options });
  const begun = Date.now();
  return {
    values,
    inrflow: 'packages/cli/dist/main.js',
    run(title, script, args) {
      const started = Date.now();
      console.log(`\n${title}\n> node ${script} ${args.join(' ')}`);
      const { status } = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });
      if (status !== 0) process.exit(status ?? 1);
      console.log(`(${((Date.now() - started) / 1000).toFixed(0)} s)`);
    },
    done(sheets) {
      console.log(`\nDone in ${((Date.now() - begun) / 60000).toFixed(1)} minutes. Open ${values.run}/report.html, and:`);
      for (const sheet of sheets) console.log(`  ${sheet}`);
    },
  };
}

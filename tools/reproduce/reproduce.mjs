// The paper's claims about pictures at a laptop's scale, from one command:
//
//     npm run reproduce -- image
//     npm run reproduce -- image --only encoders,solvers
//     npm run reproduce -- image --only prediction,departures --seeds 1,2,3
//     npm run reproduce -- image --short
//     mpirun -n 4 node tools/reproduce/reproduce.mjs image
//
// Arms are trained for the same number of floating-point operations with the same seed, sampled, and scored against the real pictures; what
// was done is not done again, so that a run that was stopped goes on. Writes docs/reproduction.md and its pictures; --short (minutes, tiny
// networks, few pictures, a smoke test that says nothing of the claims) writes under its own folder instead. Several processes, started by
// mpirun or srun, share the experiments; numbers are those of one process, but for the times.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { baseConfig, configOf } from './arms.mjs';
import { EXPERIMENTS } from './experiments.mjs';
import { countsOf, fitted } from './pictures.mjs';
import { reportOf } from './report.mjs';
import { openTeam } from './team.mjs';
import { createWork, run } from './work.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Pictures of a style as folders of classes. */
function picturesOf(style, folder, only, isFirst) {
  const out = path.join(folder, `pictures-${style}`);
  if (isFirst) run('tools/emoji/prepare.mjs', [out, '--style', style, '--classes', 'subcategory', '--only', only]);
  return out;
}

async function main() {
  const { positionals: [kind], values } = parseArgs({
    allowPositionals: true,
    options: {
      short: { type: 'boolean', default: false }, only: { type: 'string' }, folder: { type: 'string' }, out: { type: 'string' }, threads: { type: 'string' },
      teraflop: { type: 'string' }, 'per-class': { type: 'string' }, seeds: { type: 'string' },
    },
  });
  if (kind !== 'image') throw new Error(`there is nothing to reproduce of '${kind ?? ''}': expected image`);
  const { short } = values;
  const names = values.only?.split(',') ?? Object.keys(EXPERIMENTS);
  const unknown = names.find((name) => !Object.hasOwn(EXPERIMENTS, name));
  if (unknown !== undefined) throw new Error(`--only: there is no experiment '${unknown}': expected ${Object.keys(EXPERIMENTS).join(', ')}`);
  const folder = path.resolve(root, values.folder ?? (short ? 'runs/reproduction-short' : 'runs/reproduction'));
  const out = path.resolve(root, values.out ?? (short ? path.join(folder, 'reproduction.md') : 'docs/reproduction.md'));
  const images = path.join(path.dirname(out), 'images');
  const size = short ? 8 : 32;
  mkdirSync(folder, { recursive: true });

  const only = short ? 'food-drink' : 'smileys-emotion,animals-nature,food-drink';
  const team = await openTeam(folder);
  const isFirst = team.rank === 0;
  const pictures = { google: picturesOf('google', folder, only, isFirst), twitter: picturesOf('twitter', folder, only, isFirst) };
  await team.barrier();
  const counts = await countsOf(pictures.google, Number(values['per-class'] ?? (short ? 2 : 8)));
  const everything = await countsOf(pictures.google, Infinity);
  const realAt = (edge, style = 'google') => fitted(pictures[style], path.join(folder, 'real', `${style}-${edge}`), edge, counts);
  const budget = 1e12 * Number(values.teraflop ?? (short ? 0.0005 : 10));
  const work = createWork({ folder, size, pictures, short, threads: values.threads ?? team.threads, budget, counts, team, flags: short ? ['--features', 'nsfwjs/mobilenet-v2'] : [] });
  const seeds = (values.seeds ?? (short ? '1' : '1,2,3')).split(',').map(Number);
  if (!seeds.every((seed) => Number.isInteger(seed) && seed >= 0)) throw new Error(`--seeds ${values.seeds}: expected whole numbers, such as 1,2,3`);
  const at = { seeds, size, short, images, counts, real: await realAt(size), realSecond: await realAt(size, 'twitter'), realAt, allAt: (edge) => fitted(pictures.google, path.join(folder, 'real', `google-all-${edge}`), edge, everything), latents: configOf('base', { size, pictures, short }).model.latents };

  // What another process found comes by a file.
  const foundIn = (name) => path.join(folder, 'claims', `tables-${name}.json`);
  const found = {};
  for (const name of names.filter((_, i) => team.isMine(i))) {
    found[name] = { tables: await EXPERIMENTS[name].run(work, at), protocol: work.protocol() };
    if (isFirst) continue;
    writeFileSync(`${foundIn(name)}.partial`, JSON.stringify(found[name]));
    renameSync(`${foundIn(name)}.partial`, foundIn(name));
  }
  if (!isFirst) return team.close();
  for (const name of names.filter((each) => !found[each])) {
    team.waitFor(foundIn(name));
    found[name] = JSON.parse(readFileSync(foundIn(name), 'utf8'));
  }
  await team.close();
  const sections = names.map((name) => ({ name, ...EXPERIMENTS[name], tables: found[name].tables }));
  writeFileSync(out, reportOf(sections, { size, budget, protocol: Object.values(found).map(({ protocol }) => protocol).find(Boolean) ?? '', base: baseConfig, isWhole: values.only === undefined, command: ['npm run reproduce -- image', ...['only', 'teraflop', 'seeds'].filter((name) => values[name] !== undefined).map((name) => `--${name} ${values[name]}`)].join(' ') }));
  console.log(`${sections.length} experiments: ${path.relative(root, out)}`);
}

main().catch((error) => {
  console.error(`reproduce: ${error.message}`);
  process.exitCode = 1;
});

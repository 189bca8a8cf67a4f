import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { install, type Installation } from './install';
import { runPage } from './consumer';
import { allPackages, commandsIn, partsIn, REPOSITORY, snippetsIn } from './packages';
import { attempt, run } from './run';

const tool = (name: string) => join(REPOSITORY, 'node_modules', '.bin', name);
let installation: Installation;
let project: string;
const created = () => join(project, 'inrflow-modality-tide');

beforeAll(() => {
  installation = install(allPackages());
  ({ project } = installation);
});
afterAll(() => {
  if (installation) rmSync(dirname(project), { recursive: true, force: true });
});

const inrflow = (folder: string, ...args: string[]) => attempt(join(project, 'node_modules', '.bin', 'inrflow'), args, folder);
/** Runs the command and gives what it printed. */
function done(folder: string, ...args: string[]): string {
  const { status, stdout, stderr } = inrflow(folder, ...args);
  if (status !== 0) throw new Error(`inrflow ${args.join(' ')}: ${status}\n${stdout}${stderr}`);
  return stderr + stdout;
}

const SMALL = ['--batch-size', '2', '--threads', '1', '--set', 'model.width=8', 'model.heads=2', 'model.blocks=1', 'model.latents=4'];

describe('a new package, written by the generator from its tarball', () => {
  test('is refused in words if a name, a range or a folder is wrong', () => {
    const create = (...args: string[]) => attempt(join(project, 'node_modules', '.bin', 'create-inrflow-modality'), args, project);
    for (const [args, message] of [
      [['--name', 'Sound', '--coordinates', 't:0:1', '--values', 'p:0:1'], "the name 'Sound' is not valid"],
      [['--name', 'a', '--coordinates', 't:1:0', '--values', 'p:0:1'], "the coordinate 't:1:0' is not valid: expected a name and a range, such as 'time:0:1'"],
      [['--name', 'a', '--coordinates', 't:0:1', '--values', 't:0:1'], "the name 't' stands for two things"],
      [['--name', 'a'], '--coordinates, --values are missing, and nobody is there to ask'],
      [['node_modules', '--name', 'a', '--coordinates', 't:0:1', '--values', 'p:0:1'], 'a folder that is not empty'],
      [['--nmae', 'a'], "Unknown option '--nmae'"],
    ] as const) expect(create(...args)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) });
  });

  test('builds, and passes its own tests: the conformance suite, with its demo and with its files', () => {
    run(join(project, 'node_modules', '.bin', 'create-inrflow-modality'), ['inrflow-modality-tide', '--name', 'tide', '--coordinates', 'longitude:-180:180,latitude:-90:90', '--values', 'height:-12:12'], project);
    run(tool('tsc'), ['-p', '.'], created());
    run(process.execPath, ['dist/example.js'], created());
    run(process.execPath, ['--test', 'test/plugin.test.js'], created());
    expect(done(created(), 'check', '.')).toContain('all 10 rules are kept');
  });

  test('trains, samples at another size, scores, tells of itself, exports and resumes by every command', () => {
    const folder = created();
    expect(done(folder, 'train', '--modality', '.', '--data', 'example', '--size', '16', '--steps', '3', '--run', 'run', ...SMALL)).toMatch(/16 tides of 16×16 places, 2 classes[^]*trained 3 steps/);
    expect(readdirSync(join(folder, 'run', 'previews'))).toEqual(['step-0000003.png']);
    // In the package's own folder nothing has to be named.
    expect(done(folder, 'sample', '--checkpoint', 'run', '--size', '20', '--steps', '2', '--count', '1', '--out', 'samples')).toContain('2 samples of 20×20 places');
    expect(readdirSync(join(folder, 'samples'))).toEqual(['quick-000.csv', 'slow-000.csv']);
    const lines = readFileSync(join(folder, 'samples', 'slow-000.csv'), 'utf8').trim().split('\n');
    expect([lines.length, lines[0], lines[1].split(',').slice(0, 2)]).toEqual([401, 'longitude,latitude,height', ['-171', '-85.5']]);
    expect(done(folder, 'sample', '--checkpoint', 'run', '--steps', '2', '--count', '1', '--out', 'sheet.png')).toContain('sheet.png');
    expect(done(folder, 'evaluate', 'run', '--steps', '2', '--count', '4', '--out', 'scores.json')).toMatch(/4 of run\/weights\.safetensors, against 4 tides of example[^]*sample to nearest reference +\d/);
    expect(done(folder, 'evaluate', 'samples', '--modality', '.', '--reference', 'samples')).toMatch(/sample to nearest reference +0\.000/);
    expect(done(folder, 'info', 'run')).toMatch(/tide \(inrflow-modality-tide 0\.1\.0\)/);
    expect(done(folder, 'export', '--checkpoint', 'run', '--out', 'onnx')).toMatch(/largest difference from the library/);
    expect(done(folder, 'train', '--resume', '--run', 'run', '--steps', '4')).toMatch(/continuing from step 3[^]*trained 4 steps/);
    const schema = JSON.parse(done(folder, 'schema', '--modality', '.')) as { properties: { data: { properties: Record<string, unknown> } } };
    expect(Object.keys(schema.properties.data.properties)).toEqual(['path', 'heldOut', 'size']);
  });

  test('refuses what is wrong in its data and flags, in one line', () => {
    const folder = created();
    mkdirSync(join(folder, 'bad', 'slow'), { recursive: true });
    for (const name of ['0', '1']) writeFileSync(join(folder, 'bad', 'slow', `${name}.csv`), readFileSync(join(folder, 'example', 'slow', `${name}.csv`)));
    writeFileSync(join(folder, 'bad', 'slow', '2.csv'), 'longitude,latitude,height\n1,2,3\n');
    expect(done(folder, 'train', '--modality', '.', '--data', 'bad', '--size', '16', '--steps', '2', '--run', 'run-bad', ...SMALL)).toMatch(/warning: skipped, cannot read 'slow\/2\.csv': it has 1 places; expected 256/);
    for (const [args, message] of [
      [['train', '--modality', '.', '--data', 'example', '--size', '1'], '--size must be an integer of at least 2, not 1'],
      [['train', '--modality', '.', '--data', 'example', '--set', 'data.szie=3'], "--set: unknown field 'data.szie': did you mean 'data.size'?"],
      [['train', '--modality', '.', '--data', 'example', '--points', '3'], '--points is for clouds: this configuration is for tides'],
      [['sample', '--checkpoint', 'run', '--size', '1', '--out', 'x'], '--size must be an integer of at least 2, not 1'],
      [['sample', '--checkpoint', 'run', '--format', 'ply', '--out', 'x'], "tides are written as: expected 'csv', 'sheet', 'apng' or 'strip'"],
      [['evaluate', 'run', '--emd-points', '7'], '--emd-points is for clouds: these are tides'],
    ] as const) expect(inrflow(folder, ...args)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) });
  });

  test('installed in a project it is found by its short name, and by its checkpoints if it is a dependency', () => {
    const at = join(project, 'node_modules', 'inrflow-modality-tide');
    const checkpoint = join(created(), 'run', 'weights.safetensors');
    const sample = () => inrflow(project, 'sample', '--checkpoint', checkpoint, '--steps', '1', '--count', '1', '--out', 'tides');
    expect(sample()).toMatchObject({ status: 2, stderr: expect.stringMatching(/is a model of 'tide', of the package inrflow-modality-tide@0\.1\.0, which is not a dependency of the project here: npm install inrflow-modality-tide in your project/) });
    symlinkSync(created(), at);
    // There, but nothing that the user named.
    expect(sample().status).toBe(2);
    expect(done(project, 'info', checkpoint, '--modality', 'tide')).toContain('tide');
    writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'consumer', private: true, dependencies: { 'inrflow-modality-tide': '^0.1.0' } }));
    expect(sample()).toMatchObject({ status: 0 });
    expect(existsSync(join(project, 'tides', 'slow-000.csv'))).toBe(true);
    rmSync(at);
    expect(sample()).toMatchObject({ status: 2, stderr: expect.stringContaining("modality 'inrflow-modality-tide': no package inrflow-modality-tide is installed here: npm install inrflow-modality-tide") });
  });
});

describe('the tutorial, docs/plug-in.md', () => {
  const page = join(REPOSITORY, 'docs', 'plug-in.md');

  test('shows parts of the files that the generator writes, as they are, and its commands run', () => {
    const commands = commandsIn(page);
    const root = join(project, 'tutorial');
    mkdirSync(root);
    let folder = root;
    for (const line of commands.filter((each) => !each.includes('tone'))) {
      const words = line.split(' ');
      if (line.startsWith('npm create inrflow-modality ')) run(join(project, 'node_modules', '.bin', 'create-inrflow-modality'), words.slice(3).filter((word) => word !== '--'), folder);
      else if (words[0] === 'cd') folder = join(folder, words[1]);
      else if (line === 'npm run build') run(tool('tsc'), ['-p', '.'], folder);
      else if (line === 'npm run example') run(process.execPath, ['dist/example.js'], folder);
      else if (line.startsWith('npx inrflow ')) done(folder, ...words.slice(2));
      else expect(line).toBe('npm install');
    }
    for (const { path, part } of partsIn(page)) expect([path, readFileSync(join(folder, path), 'utf8').includes(part.trimEnd())]).toEqual([path, true]);
    expect(readdirSync(join(folder, 'samples'))).toHaveLength(4);
    // Half a minute of training makes waves that lie near those of the example.
    const { scores } = JSON.parse(readFileSync(join(folder, 'scores.json'), 'utf8')) as { scores: { fidelity: number } };
    expect(scores.fidelity).toBeLessThan(0.15);
  });

  test('its module trains under the command as it does in a program', () => {
    const folder = runPage(project, snippetsIn(page).slice(0, 1));
    for (const line of commandsIn(page).filter((each) => each.includes('tone'))) done(folder, ...line.split(' ').slice(2));
    expect(readdirSync(join(folder, 'tones'))).toHaveLength(8);
    expect(readFileSync(join(folder, 'tones', 'low-000.txt'), 'utf8').split('\n')).toHaveLength(256);
  });
});

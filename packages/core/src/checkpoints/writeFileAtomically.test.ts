import { spawn } from 'node:child_process';
import { mkdtemp, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { writeFileAtomically } from './writeFileAtomically.js';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'atomic-'))));
afterEach(async () => rm(folder, { recursive: true }));
const inFolder = (name: string) => path.join(folder, name);

describe('writing a file atomically', () => {
  test('writes one array or several, over what was there, and leaves nothing else', async () => {
    await writeFileAtomically(inFolder('a'), Uint8Array.of(1, 2, 3));
    await writeFileAtomically(inFolder('a'), [Uint8Array.of(4), new Uint8Array(0), Uint8Array.of(5, 6)]);
    expect([...(await readFile(inFolder('a')))]).toEqual([4, 5, 6]);
    expect(await readdir(folder)).toEqual(['a']);
  });

  test('a full disk gives one line, keeps the old file and removes the temporary one', async () => {
    await writeFile(inFolder('a'), 'old');
    // The device that is always full takes the place of the temporary file, which is made all the same.
    const openFull: typeof open = async (file) => {
      await (await open(file, 'wx')).close();
      return open('/dev/full', 'w');
    };
    const written = writeFileAtomically(inFolder('a'), new Uint8Array(2_500_000), { open: openFull, rename });
    await expect(written).rejects.toThrow(`${inFolder('a')}: not written: the disk is full; expected room for 2.5 MB in ${folder}`);
    expect(await readFile(inFolder('a'), 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a']);
  });

  test('a rename that fails leaves the old file alone', async () => {
    await writeFile(inFolder('a'), 'old');
    const written = writeFileAtomically(inFolder('a'), Uint8Array.of(1), { open, rename: async () => Promise.reject(new Error('no')) });
    await expect(written).rejects.toThrow(/a: not written: no$/);
    expect(await readFile(inFolder('a'), 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a']);
  });

  test('a missing folder is named', async () => {
    await expect(writeFileAtomically(inFolder('no/a'), Uint8Array.of(1))).rejects.toThrow(`not written: the folder ${inFolder('no')} is not there`);
  });

  test('a process killed in the middle of it leaves the old file whole, and the next write clears up', async () => {
    const size = 8_000_000;
    const contents = `
      import { writeFileAtomically } from './writeFileAtomically.js';
      const contents = [1, 2, 3].map((fill) => new Uint8Array(${size}).fill(fill));
      for (let i = 0; ; i++) {
        await writeFileAtomically(process.argv[2], contents[i % 3]);
        process.stdout.write('.');
      }`;
    buildSync({ stdin: { contents, resolveDir: __dirname, loader: 'ts' }, bundle: true, platform: 'node', format: 'esm', outfile: inFolder('writer.mjs'), logLevel: 'error' });
    const kept = inFolder('kept');
    const isWriting = async () => (await readdir(folder)).some((name) => name.endsWith('.partial'));
    let interrupted = 0;
    for (let attempt = 0; attempt < 4 || (interrupted === 0 && attempt < 20); attempt++) {
      const child = spawn(process.execPath, [inFolder('writer.mjs'), kept]);
      await new Promise((written) => child.stdout.once('data', written));
      while (!(await isWriting()));
      await new Promise((wait) => setTimeout(wait, 3 * (attempt % 4)));
      child.kill('SIGKILL');
      await new Promise((closed) => child.once('close', closed));
      const bytes = await readFile(kept);
      expect(bytes.length).toBe(size);
      expect(bytes.equals(new Uint8Array(size).fill(bytes[0]))).toBe(true);
      if (await isWriting()) interrupted++;
    }
    expect(interrupted).toBeGreaterThan(0);
    await writeFileAtomically(kept, Uint8Array.of(1));
    expect((await readdir(folder)).sort()).toEqual(['kept', 'writer.mjs']);
  });
});

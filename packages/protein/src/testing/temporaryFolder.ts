import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A fresh folder for each test of a file, removed after it; gives paths inside it. */
export function temporaryFolder(): (...names: string[]) => string {
  let root = '';
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'inrflow-protein-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));
  return (...names) => path.join(root, ...names);
}

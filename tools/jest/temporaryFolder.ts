import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * A folder for tests, removed after them; gives paths inside it.
 *
 * @param each `test`: a fresh one for each test; `file`: one for all tests of the file
 */
export function temporaryFolder(each: 'test' | 'file' = 'test'): (...names: string[]) => string {
  const [before, after] = each === 'test' ? [beforeEach, afterEach] : [beforeAll, afterAll];
  let root = '';
  before(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'inrflow-'));
  });
  // A process that is ending may still write there.
  after(() => rm(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }));
  return (...names) => path.join(root, ...names);
}

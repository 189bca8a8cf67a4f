// Links and anchors of the site, on small pages. `npm run docs` checks every link of the real one.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { faultsOf } from './links.mjs';
import { anchorsOf, pageOf, rewritten } from './pages.mjs';

test('broken links and anchors are found, and only those', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'site-'));
  try {
    mkdirSync(path.join(folder, 'docs'));
    writeFileSync(path.join(folder, 'index.html'), '<a href="docs/a.html#there">a</a> <a href="docs/">b</a> <a href="/docs/a.html">c</a> <a href="https://example.org/x">d</a> <a href="none.html">e</a> <a href="docs/a.html#nowhere">f</a>');
    writeFileSync(path.join(folder, 'docs/index.html'), '<a href="../index.html">up</a>');
    writeFileSync(path.join(folder, 'docs/a.html'), '<h1 id="there">x</h1><img src="lost.png">');
    assert.deepEqual(faultsOf(folder).sort(), ['index.html: docs/a.html#nowhere: there is no #nowhere', 'index.html: none.html leads nowhere', `${path.join('docs', 'a.html')}: lost.png leads nowhere`].sort());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('pages of files', () => {
  assert.deepEqual(['README.md', 'docs/README.md', 'docs/cli.md', 'packages/cli/models/emoji.md', 'SECURITY.md'].map(pageOf), ['index.md', 'docs/index.md', 'docs/cli.md', 'models/emoji.md', 'security.md']);
});

test('anchors are GitHub\'s, and numbered where they repeat', () => {
  assert.deepEqual([...anchorsOf('# The paper\'s recipe\n## 6. Solvers\n### FIELD\\_OF\\_VIEW\n### Same\n### same\n')], ['the-papers-recipe', '6-solvers', 'field_of_view', 'same', 'same-1']);
});

test('links lead to pages, to the reference for symbols, and are dropped where there is nothing', () => {
  const sources = new Map([['docs/a.md', 'docs/a.md'], ['README.md', 'index.md'], ['packages/core/README.md', 'packages/core.md']]);
  const reference = new Map([['core/src.md', { page: 'api/core.md', symbols: new Set(['euler']) }]]);
  const of = (text) => rewritten({ file: 'docs/a.md', page: 'docs/a.md', text, sources, reference });
  assert.equal(of('[up](../README.md#x) [core](../packages/core)'), '[up](../index.md#x) [core](../packages/core.md)');
  assert.equal(of('[`euler`](../packages/core/src/samplers/euler.ts)'), '[`euler`](../api/core.md#euler)');
  assert.equal(of('[a script](../tools/x.mjs) [out](https://example.org)'), 'a script [out](https://example.org)');
  assert.equal(of('```ts\n[kept](as.it.is)\n```'), '```ts\n[kept](as.it.is)\n```');
});

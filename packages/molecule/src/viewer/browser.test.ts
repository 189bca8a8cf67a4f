import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hasChromium, openInChromium } from '@testing/chromium';
import { parseMolecules } from '../files/index.js';
import { moleculePage } from './index.js';

const conformers = parseMolecules('few.sdf', readFileSync(path.join(__dirname, '../testing/fixtures/few.sdf'), 'utf8')).map(({ molecule, positions }) => ({ molecule: molecule!, positions: positions! }));
const [acid, alanine] = conformers;

test('a page names its conformers, escapes them, and loads nothing', async () => {
  const page = await moleculePage([{ name: '</script><b>', group: 'acids', prediction: acid, truth: acid, note: 'RMSD 0.00 Å' }, { name: 'b', prediction: alanine }]);
  expect(page).toContain('&lt;/script&gt;&lt;b&gt;');
  expect(page).toContain("default-src 'none'");
  expect(page).not.toMatch(/<script[^>]* src=/);
  await expect(moleculePage([])).rejects.toThrow('a page of no molecules shows nothing');
});

(hasChromium ? test : test.skip)('Chromium draws a conformer over its reference, in sticks, balls or both, and reports no error and no request', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'inrflow-molecule-'));
  const file = path.join(folder, 'page.html');
  await writeFile(file, await moleculePage([{ name: 'acid', prediction: acid, truth: acid, note: 'RMSD 0.00 Å' }, { name: 'alanine', prediction: alanine }]));
  const tab = await openInChromium(file, { width: 780, height: 420 });
  try {
    await tab.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value: 'reduce' }] });
    for (const end = Date.now() + 60_000; !(await tab.evaluate('Boolean(document.body.dataset.ready || document.getElementById("message").textContent)'));) {
      if (Date.now() > end) throw new Error('the page was never ready');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const text = (id: string) => tab.evaluate<string>(`document.getElementById('${id}').textContent`);
    expect([await text('message'), await text('name'), await text('note'), await text('facts')]).toEqual(['', 'acid', 'RMSD 0.00 Å', '4 atoms besides hydrogens']);
    const look = async () => (await tab.screenshot()).toString('base64');
    const both = await look();
    await tab.evaluate("document.getElementById('balls').click()");
    const sticks = await look();
    await tab.evaluate("document.getElementById('sticks').click()");
    // One way of drawing is always on.
    expect(await tab.evaluate<boolean[]>('[...document.querySelectorAll("[data-way]")].map((box) => box.checked)')).toEqual([false, true]);
    const balls = await look();
    await tab.evaluate("document.getElementById('next').click()");
    expect(await text('name')).toBe('alanine');
    expect(new Set([both, sticks, balls, await look()]).size).toBe(4);
    expect(tab.complaints).toEqual([]);
  } finally {
    await tab.close();
    await rm(folder, { recursive: true, force: true });
  }
}, 120_000);

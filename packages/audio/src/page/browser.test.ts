import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hasChromium, openInChromium, type Tab } from '@testing/chromium';
import { tones } from '../testing/tones.js';
import { soundsPage } from './soundsPage.js';

let folder = '';
let tab: Tab;
beforeAll(async () => {
  if (!hasChromium) return;
  folder = await mkdtemp(path.join(tmpdir(), 'inrflow-audio-'));
  const sounds = tones(4, { length: 4000 });
  await writeFile(path.join(folder, 'sounds.html'), soundsPage(sounds.map((sound, i) => ({ name: `tone ${i + 1}`, group: i < 2 ? 'low' : 'high', sound }))));
  tab = await openInChromium(path.join(folder, 'sounds.html'), { width: 900, height: 700 });
}, 120_000);
afterAll(async () => {
  await tab?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

async function until(condition: string): Promise<void> {
  for (const end = Date.now() + 40_000; !(await tab.evaluate(`Boolean(${condition})`));) {
    if (Date.now() > end) throw new Error(`never: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Clicks an element with the mouse: browsers play sounds only after a real click. */
async function click(selector: string): Promise<void> {
  const [x, y] = await tab.evaluate<[number, number]>(`(() => { const box = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; })()`);
  for (const type of ['mousePressed', 'mouseReleased']) await tab.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
}

(hasChromium ? test : test.skip)('Chromium decodes every sound, plays the one that is clicked to its end, and continues with the arrow keys', async () => {
  await until('document.body.dataset.ready');
  await until('[...document.querySelectorAll("audio")].every(({ readyState }) => readyState >= 4)');
  expect(await tab.evaluate('[...document.querySelectorAll("audio")].map(({ duration }) => duration)')).toEqual([0.5, 0.5, 0.5, 0.5]);
  expect(await tab.evaluate('[...document.querySelectorAll("img")].every(({ naturalWidth, naturalHeight }) => naturalWidth === 192 && naturalHeight === 160)')).toBe(true);
  await click('ul button');
  await until('document.querySelectorAll("button")[0].dataset.played === "1"');
  await tab.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'ArrowRight' });
  await until('document.querySelectorAll("button")[1].dataset.played === "1"');
  expect(await tab.evaluate('document.querySelectorAll(".playing").length')).toBe(0);
  expect(tab.complaints).toEqual([]);
}, 120_000);

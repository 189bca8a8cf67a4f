import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PNG } from 'pngjs';
import { hasChromium, openInChromium, type Tab } from '@testing/chromium';
import { demoClouds } from '../testing/viewerClouds.js';
import { writeViewer } from './index.js';

let folder = '';
const inBrowser = hasChromium ? test : test.skip;
const SHIFT = 8;
const text = (id: string) => tab.evaluate<string>(`document.getElementById('${id}').textContent`);

/** Waits until an expression holds in the page. */
async function until(tab: Tab, condition: string): Promise<void> {
  for (const end = Date.now() + 40_000; !(await tab.evaluate(`Boolean(${condition})`));) {
    if (Date.now() > end) throw new Error(`never: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function press(key: string, modifiers = 0): Promise<void> {
  for (const type of ['rawKeyDown', 'keyUp']) await tab.send('Input.dispatchKeyEvent', { type, key, modifiers });
}

const look = async () => PNG.sync.read(await tab.screenshot());

/** Pixels of a part of the screenshot. */
function pixelsOf({ width, data }: PNG, [left, top, right, bottom]: number[]): number[][] {
  const pixels: number[][] = [];
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) pixels.push([...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 3)]);
  return pixels;
}

/** The shares of pixels that are orange, blue, or anything but the background. */
function sharesOf(pixels: number[][]) {
  const share = (chosen: (pixel: number[]) => boolean) => pixels.filter(chosen).length / pixels.length;
  return { warm: share(([r, , b]) => r > b + 60), cold: share(([r, , b]) => b > r + 60), drawn: share(([r, g, b]) => Math.max(r, g, b) - Math.min(r, g, b) > 30) };
}

// Chromium is started once: with a software renderer on a busy machine, that takes longer than all else.
let tab: Tab;
beforeAll(async () => {
  if (!hasChromium) return;
  folder = await mkdtemp(path.join(tmpdir(), 'inrflow-pointcloud-'));
  await writeViewer(path.join(folder, 'clouds.html'), demoClouds(512), { title: 'Demo' });
  tab = await openInChromium(path.join(folder, 'clouds.html'), { width: 800, height: 500 });
  // Reduced motion stops the turning, so that pictures can be compared; readers may prefer it too.
  await tab.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value: 'reduce' }] });
  await until(tab, 'document.body.dataset.ready || document.getElementById("message").textContent');
}, 120_000);
afterAll(async () => {
  await tab?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

inBrowser('Chromium shows the clouds, high parts orange and low ones blue, and reports no error and no request', async () => {
  expect([await text('message'), await text('name'), await text('place')]).toEqual(['', 'chair 1', '1 / 6']);
  await until(tab, '[...document.querySelectorAll("nav canvas")].slice(0, 2).every((canvas) => canvas.width === 192)');
  const seen = await look();
  // The chair's back and its thin legs cover a part of these areas; a blank canvas gives 0.
  const [upper, lower] = [sharesOf(pixelsOf(seen, [150, 20, 350, 150])), sharesOf(pixelsOf(seen, [150, 250, 350, 400]))];
  expect(upper.warm).toBeGreaterThan(0.05);
  expect(upper.cold).toBeLessThan(0.02);
  expect(lower.cold).toBeGreaterThan(0.05);
  expect(lower.warm).toBeLessThan(0.02);
  // Pictures of the list, to the right of the view: neither empty nor full.
  const { drawn } = sharesOf(pixelsOf(seen, [520, 60, 780, 160]));
  expect(drawn).toBeGreaterThan(0.05);
  expect(drawn).toBeLessThan(0.6);
  expect(tab.complaints).toEqual([]);
});

inBrowser('keys and buttons choose and turn clouds, and dragging stops the turning', async () => {
  const view = [100, 20, 400, 400];
  expect(await text('rotate')).toBe('Turn');
  await press('ArrowLeft');
  expect([await text('name'), await text('place')]).toEqual(['ball', '6 / 6']);
  await press('ArrowRight');
  expect(await text('name')).toBe('chair 1');
  await tab.evaluate('document.querySelectorAll("nav button")[3].click()');
  expect([await text('name'), await tab.evaluate('document.querySelectorAll("[aria-current]").length')]).toEqual(['table <1> & "more"', 1]);

  const before = pixelsOf(await look(), view);
  expect(pixelsOf(await look(), view)).toEqual(before);
  await press('ArrowRight', SHIFT);
  expect(await text('name')).toBe('table <1> & "more"');
  expect(pixelsOf(await look(), view)).not.toEqual(before);

  await press(' ');
  expect(await text('rotate')).toBe('Stop');
  for (const [type, x] of [['mousePressed', 200], ['mouseMoved', 240], ['mouseReleased', 240]]) {
    await tab.send('Input.dispatchMouseEvent', { type, x, y: 300, button: 'left', buttons: 1, clickCount: 1 });
  }
  expect(await text('rotate')).toBe('Turn');
  expect(tab.complaints).toEqual([]);
});

inBrowser('a phone shows the whole page without scrolling sideways', async () => {
  await tab.send('Emulation.setDeviceMetricsOverride', { width: 360, height: 640, deviceScaleFactor: 1, mobile: true });
  await until(tab, 'innerWidth === 360');
  expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(360);
  expect(await tab.evaluate('Math.max(...[...document.querySelectorAll("#tools *")].map((x) => x.getBoundingClientRect().right))')).toBeLessThanOrEqual(360);
  const { drawn } = sharesOf(pixelsOf(await look(), [60, 120, 300, 360]));
  expect(drawn).toBeGreaterThan(0.1);
  expect(drawn).toBeLessThan(0.9);
});

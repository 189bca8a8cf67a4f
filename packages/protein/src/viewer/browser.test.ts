import path from 'node:path';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { Chain } from '../chains/index.js';
import { hasChromium, openInChromium, type Tab } from '@testing/chromium';
import { demoEntries } from '../testing/viewerEntries.js';
import { writeProteinViewer } from './index.js';

let folder = '';
const inBrowser = hasChromium ? test : test.skip;
const SHIFT = 8;
const text = (id: string) => tab.evaluate<string>(`document.getElementById('${id}').textContent`);
const click = (id: string) => tab.evaluate(`document.getElementById('${id}').click()`);
const ticked = () => tab.evaluate<boolean[]>('[...document.querySelectorAll("#tools input")].map((box) => box.checked)');
const choose = (index: number) => tab.evaluate(`document.querySelectorAll('nav button')[${index}].click()`);

/** Waits until an expression holds in the page. */
async function until(condition: string): Promise<void> {
  for (const end = Date.now() + 60_000; !(await tab.evaluate(`Boolean(${condition})`));) {
    if (Date.now() > end) throw new Error(`never: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function press(key: string, modifiers = 0): Promise<void> {
  for (const type of ['rawKeyDown', 'keyUp']) await tab.send('Input.dispatchKeyEvent', { type, key, modifiers });
}

/** Examines the screenshot between two fractions of the view's width: the shares of orange and blue pixels, and a checksum that differs between pictures. The page itself decodes it. */
async function look([from, to] = [0, 1]): Promise<{ warm: number; cold: number; sum: number }> {
  const png = (await tab.screenshot()).toString('base64');
  return tab.evaluate(`(async () => {
    const image = new Image();
    image.src = 'data:image/png;base64,${png}';
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas.drawImage(image, 0, 0);
    const { x, y, width, height } = document.getElementById('view').getBoundingClientRect();
    const { data } = canvas.getImageData(x + ${from} * width, y, ${to - from} * width, height);
    let [warm, cold, sum] = [0, 0, 0];
    for (let i = 0; i < data.length; i += 4) {
      if (data[i] > data[i + 2] + 60) warm += 4 / data.length;
      if (data[i + 2] > data[i] + 25) cold += 4 / data.length;
      sum = (sum * 31 + data[i]) % 1e9;
    }
    return { warm, cold, sum };
  })()`);
}

const changed = (chain: Chain, change: (residue: Chain['residues'][number]) => Chain['residues'][number]['atoms']): Chain => ({ ...chain, residues: chain.residues.map((residue) => ({ ...residue, atoms: change(residue) })) });

// Chromium is started once: with a software renderer on a busy machine, that takes longer than all else.
let tab: Tab;
beforeAll(async () => {
  if (!hasChromium) return;
  folder = await mkdtemp(path.join(tmpdir(), 'inrflow-protein-'));
  const entries = await demoEntries();
  const [{ prediction }] = entries;
  await writeProteinViewer(path.join(folder, 'proteins.html'), [
    ...entries,
    { name: 'torn apart', prediction: changed(prediction, ({ atoms }) => atoms.map((atom) => ({ ...atom, position: atom.position.map((x) => 2 * x) as unknown as typeof atom.position }))) },
    { name: 'alpha carbons', prediction: changed(prediction, ({ atoms }) => atoms.filter(({ name }) => name === 'CA')) },
  ]);
  tab = await openInChromium(path.join(folder, 'proteins.html'), { width: 780, height: 420 });
  // Reduced motion stops the turning, so that pictures can be compared; readers may prefer it too.
  await tab.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value: 'reduce' }] });
  await until('document.body.dataset.ready || document.getElementById("message").textContent');
}, 120_000);
afterAll(async () => {
  await tab?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

inBrowser('Chromium shows the prediction in orange and the truth in blue, each as its box is ticked, and reports no error and no request', async () => {
  expect([await text('message'), await text('name'), await text('note'), await text('place')]).toEqual(['', '1A8O_A', 'Cα-lDDT 0.93, TM 0.91', '1 / 6']);
  expect(await text('facts')).toBe('training · 70 residues · 556 atoms');
  const both = await look();
  // Ribbons cover a part of the view; a blank canvas gives 0.
  expect(both.warm).toBeGreaterThan(0.03);
  expect(both.warm).toBeLessThan(0.5);
  expect(both.cold).toBeGreaterThan(0.01);
  await click('show-prediction');
  const truth = await look();
  expect(truth.warm).toBe(0);
  expect(truth.cold).toBeGreaterThan(both.cold);
  await click('show-truth');
  expect(await look()).toMatchObject({ warm: 0, cold: 0 });
  await click('show-prediction');
  const prediction = await look();
  expect(prediction.warm).toBeGreaterThan(0.03);
  expect(prediction.cold).toBe(0);
  await click('show-truth');
  expect((await look()).sum).toBe(both.sum);
  expect(tab.complaints).toEqual([]);
});

inBrowser('cartoons, sticks or both are drawn, but never neither', async () => {
  const cartoon = await look();
  expect(await ticked()).toEqual([true, true, true, false]);
  await click('sticks');
  const both = await look();
  await click('cartoon');
  const sticks = await look();
  expect(await ticked()).toEqual([true, true, false, true]);
  expect(new Set([cartoon.sum, both.sum, sticks.sum]).size).toBe(3);
  for (const { warm, cold } of [both, sticks]) expect(Math.min(warm, cold)).toBeGreaterThan(0.01);
  await click('sticks');
  expect(await ticked()).toEqual([true, true, true, false]);
  expect((await look()).sum).toBe(cartoon.sum);
});

inBrowser('keys, the list and buttons choose and turn proteins, and dragging stops the turning', async () => {
  await press('ArrowLeft');
  expect([await text('name'), await text('place')]).toEqual(['alpha carbons', '6 / 6']);
  await press('ArrowRight');
  expect(await text('name')).toBe('1A8O_A');
  await choose(2);
  // Entries of a group stand side by side.
  expect([await text('name'), await tab.evaluate('document.querySelectorAll("[aria-current]").length')]).toEqual(['1ADZ_A', 1]);

  const before = await look();
  expect(await look()).toEqual(before);
  await press('ArrowRight', SHIFT);
  expect(await text('name')).toBe('1ADZ_A');
  expect((await look()).sum).not.toBe(before.sum);
  await click('reset');
  expect(await look()).toEqual(before);

  expect(await text('rotate')).toBe('Turn');
  await press(' ');
  expect(await text('rotate')).toBe('Stop');
  for (const [type, x] of [['mousePressed', 500], ['mouseMoved', 540], ['mouseReleased', 540]]) {
    await tab.send('Input.dispatchMouseEvent', { type, x, y: 200, button: 'left', buttons: 1, clickCount: 1 });
  }
  expect(await text('rotate')).toBe('Turn');
  const dragged = await look();
  expect(dragged.sum).not.toBe(before.sum);
  expect(await look()).toEqual(dragged);
  expect(tab.complaints).toEqual([]);
});

inBrowser('a lone prediction is shown without a truth, whether its residues lie too far apart or lack all but the alpha carbons', async () => {
  for (const [index, name] of ['1ZNF_E <i> & "more"', 'torn apart', 'alpha carbons'].entries()) {
    await choose(3 + index);
    expect([await text('name'), await text('note')]).toEqual([name, '']);
    expect(await tab.evaluate('document.getElementById("show-truth").disabled')).toBe(true);
    const { warm, cold } = await look();
    expect(warm).toBeGreaterThan(0.02);
    expect(cold).toBe(0);
  }
  expect(tab.complaints).toEqual([]);
});

inBrowser('a phone shows the whole page without scrolling sideways', async () => {
  await choose(0);
  await tab.send('Emulation.setDeviceMetricsOverride', { width: 360, height: 640, deviceScaleFactor: 1, mobile: true });
  await until('innerWidth === 360 && document.querySelector("canvas").clientWidth === 360');
  expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(360);
  expect(await tab.evaluate('Math.max(...[...document.querySelectorAll("#tools *")].map((x) => x.getBoundingClientRect().right))')).toBeLessThanOrEqual(360);
  expect((await look()).warm).toBeGreaterThan(0.03);
  // Nothing is cut off at the sides.
  expect(await look([0, 0.03])).toMatchObject({ warm: 0, cold: 0 });
  expect(await look([0.97, 1])).toMatchObject({ warm: 0, cold: 0 });
});

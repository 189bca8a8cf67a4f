import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadModel } from '@inrflow/core';
import { image } from '@inrflow/image';
import { pointcloud } from '@inrflow/pointcloud';
import { protein } from '@inrflow/protein';
import { CHROMIUM, hasChromium } from '@testing/chromium';
import { serveFolder } from '@testing/staticServer';
import { chromium, type Browser, type Page } from 'playwright-core';

jest.setTimeout(900_000);
const ROOT = path.join(__dirname, '../../..');
const SWIFTSHADER = ['--enable-unsafe-webgpu', '--enable-features=Vulkan', '--use-webgpu-adapter=swiftshader'];
const LAUNCH = ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
const folder = path.join(__dirname, '../dist');
const model = (name: string) => path.join(__dirname, `../../cli/models/${name}.safetensors`);
const PATIENCE = 600_000;
const isHere = hasChromium && existsSync(path.join(folder, 'index.html'));

let browser: Browser;
let page: Page;
let server: Awaited<ReturnType<typeof serveFolder>>;
const complaints: string[] = [];

/** Waits until the page has sampled, and says what it says then. */
async function status(pattern = /^Sampled in|^Stopped|not|fail/): Promise<string> {
  const line = page.locator('#status').filter({ hasText: pattern });
  await line.waitFor({ timeout: PATIENCE });
  return (await line.textContent())!;
}
/** Sets a control as a user's hand would. */
async function set(id: string, value: string): Promise<void> {
  await page.locator('#status').evaluate((node) => (node.textContent = ''));
  await page.locator(`#${id}`).evaluate((node, given) => {
    (node as HTMLInputElement).value = given;
    node.dispatchEvent(new Event('input', { bubbles: true }));
    node.dispatchEvent(new Event('change', { bubbles: true }));
  }, value);
}
const sampled = <T>(read: string) => page.evaluate<T>(`(${read})(globalThis.sampled)`);

(isHere ? describe : describe.skip)('the playground in Chromium', () => {
  beforeAll(async () => {
    server = await serveFolder(folder);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: [...LAUNCH, ...SWIFTSHADER] });
    page = await browser.newPage({ viewport: { width: 1000, height: 760 } });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('request', (request) => !request.url().startsWith(server.url) && !/^(data|blob):/.test(request.url()) && complaints.push(request.url()));
    await page.goto(server.url);
    await status();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test('is isolated by its service worker, so that threads share memory, and says what it computes with', async () => {
    expect(await page.evaluate('crossOriginIsolated')).toBe(true);
    expect(await page.locator('#about').textContent()).toMatch(/in a worker, with \d+ threads/);
    expect(await status()).toMatch(/^Sampled in [\d.]+ s on WebAssembly \(processor\)\.$/);
  });

  test('samples on WebAssembly are those of Node: pictures to a level of 255, clouds to 1e-4', async () => {
    await set('size', '16');
    await set('steps', '2');
    await status();
    const { data } = await sampled<{ data: number[] }>('({ data }) => ({ data: [...data] })');
    const [expected] = await (await loadModel(model('emoji'), image)).sample({ class: 'heart', size: 16, seed: 3, threads: 1, sampling: { solver: 'euler', steps: 2, guidance: 2 } });
    expect(Math.max(...data.map((level, i) => Math.abs(level - expected.data[i])))).toBeLessThanOrEqual(1);
    await set('model', 'furniture');
    await status();
    await set('points', '512');
    await status();
    const positions = await sampled<number[]>('(positions) => [...positions]');
    const chosen = await page.locator('#class').inputValue();
    const [cloud] = await (await loadModel(model('furniture'), pointcloud)).sample({ class: chosen, points: 512, seed: 3, threads: 1, sampling: { solver: 'euler', steps: 2, guidance: 2 } });
    expect(positions).toHaveLength(cloud.length);
    expect(Math.max(...positions.map((x, i) => Math.abs(x - cloud[i])))).toBeLessThan(1e-4);
  });

  test('a protein that is folded here is the one that Node folds, with its atoms in view', async () => {
    await set('model', 'proteins');
    await status();
    const sequence = await page.locator('#sequence').inputValue();
    const positions = await sampled<number[]>('({ positions }) => [...positions]');
    const [folded] = await (await loadModel(model('proteins'), protein)).sample({ sequence, seed: 3, threads: 1, sampling: { solver: 'euler', steps: 2, guidance: 2 } });
    expect(positions).toHaveLength(folded.positions.length);
    const extent = Math.max(...folded.positions.map(Math.abs));
    expect(Math.max(...positions.map((x, i) => Math.abs(x - folded.positions[i]))) / extent).toBeLessThan(1e-4);
    expect(await page.locator('#stage canvas').count()).toBeGreaterThan(0);
  });

  test('on WebGPU, where the processor draws, samples are those of WebAssembly to a level of 255; or the page says why not', async () => {
    await set('model', 'emoji');
    await status();
    await set('size', '16');
    await status();
    const onCpu = await sampled<number[]>('({ data }) => [...data]');
    const devices = await page.locator('#device option').evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
    if (!devices.includes('webgpu')) throw new Error(`this Chromium offers ${devices.join(', ')}, but no WebGPU on SwiftShader`);
    await set('device', 'webgpu');
    expect(await status(/^Sampled in|device/)).toMatch(/^Sampled in [\d.]+ s on WebGPU \(.*swiftshader.*\)\.$/i);
    const onCard = await sampled<number[]>('({ data }) => [...data]');
    expect(Math.max(...onCard.map((level, i) => Math.abs(level - onCpu[i])))).toBeLessThanOrEqual(1);
    await set('device', 'cpu');
    await status();
  });

  test('a checkpoint of a kind that the page does not show is one sentence', async () => {
    await page.locator('#status').evaluate((node) => (node.textContent = ''));
    await page.locator('#files').setInputFiles(model('molecules'));
    expect(await status(/molecules\.safetensors/)).toBe("molecules.safetensors is a model of 'molecule', which this page does not show; it shows pictures, clouds, chains");
  });

  test('pictures that are dropped train a model in the page, and Stop keeps what is learnt', async () => {
    await page.locator('#status').evaluate((node) => (node.textContent = ''));
    await page.locator('#files').setInputFiles(['heart', 'emoji-32', 'emoji-64', 'digits-28'].map((name) => path.join(ROOT, `docs/images/${name}.png`)));
    const told = await status(/^Training on 4 pictures: step ([2-9]|\d\d+) of 300, loss \d/);
    expect(Number(/loss ([\d.]+)/.exec(told)![1])).toBeLessThan(5);
    await page.locator('#stop').click();
    expect(await status()).toMatch(/^Sampled in/);
    const { width, data } = await sampled<{ width: number; data: number }>('({ width, data }) => ({ width, data: data.length })');
    expect([width, data]).toEqual([16, 16 * 16 * 3]);
  });

  test.each(['light', 'dark'] as const)('in the %s scheme text and its ground differ enough', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    const colours = await page.evaluate(`['body', '#controls', '#drop', '#status', '#sample'].map((name) => { const { color } = getComputedStyle(document.querySelector(name)); let node = document.querySelector(name); while (getComputedStyle(node).backgroundColor === 'rgba(0, 0, 0, 0)') node = node.parentElement; return [name, color, getComputedStyle(node).backgroundColor]; })`) as [string, string, string][];
    const luminance = (colour: string) => {
      const [r, g, b] = colour.match(/\d+/g)!.map((level) => Number(level) / 255).map((x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    for (const [name, ink, ground] of colours) {
      const [dark, bright] = [luminance(ink), luminance(ground)].sort((a, b) => a - b);
      // WCAG 2.2's contrast for text.
      expect([name, (bright + 0.05) / (dark + 0.05) >= 4.5]).toEqual([name, true]);
    }
    expect(luminance(colours[0][2]) < 0.2).toBe(colorScheme === 'dark');
  });

  test('a file that is none is one sentence, and the page goes on', async () => {
    await page.locator('#files').setInputFiles({ name: 'bad.safetensors', mimeType: 'application/octet-stream', buffer: Buffer.from('no model') });
    expect(await status(/bad\.safetensors/)).toMatch(/^bad\.safetensors: /);
    await set('seed', '4');
    expect(await status()).toMatch(/^Sampled in/);
  });

  test('a long sample is stopped by the button', async () => {
    await set('steps', '50');
    await page.locator('#stop').click();
    expect(await status(/^(Stopped|Sampled)/)).toMatch(/^(Stopped|Sampled)/);
  });

  test('every control has a name, and the keyboard reaches it', async () => {
    const nameless = await page.evaluate(`[...document.querySelectorAll('input, select, textarea, button, canvas')].filter((node) => !node.labels?.length && !node.textContent.trim() && !node.getAttribute('aria-label')).map((node) => node.id)`);
    expect(nameless).toEqual([]);
  });

  test('nothing was complained of, and nothing was asked of another place', () => {
    expect(complaints).toEqual([]);
  });

  test('once loaded, the page works when its server is gone', async () => {
    await server.close();
    await page.reload();
    expect(await status()).toMatch(/^Sampled in/);
  });
});

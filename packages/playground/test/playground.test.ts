import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadModel } from '@inrflow/core';
import { image } from '@inrflow/image';
import { pointcloud } from '@inrflow/pointcloud';
import { CHROMIUM, hasChromium } from '@testing/chromium';
import { serveFolder } from '@testing/staticServer';
import { chromium, type Browser, type Page } from 'playwright-core';

jest.setTimeout(900_000);
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
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'] });
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
});

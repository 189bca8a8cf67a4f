// Opens the built playground in headless Chromium, times the sample that it makes first, and takes its picture:
//
//     node tools/playground/playground.mjs [--samples 3] [--screenshot docs/images/playground.png]
//
// It prints the seconds that the page says of each sample (16 steps with guidance at 32 × 32 on WebAssembly), the first of which loads and compiles.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { preview } from 'vite';

const { values: options } = parseArgs({ options: { samples: { type: 'string', default: '3' }, screenshot: { type: 'string' }, chromium: { type: 'string', default: '/usr/bin/chromium' } } });
const folder = path.join(import.meta.dirname, '../../packages/playground');
const server = await preview({ root: folder, configFile: path.join(folder, 'vite.config.mjs'), preview: { port: 0 }, logLevel: 'error' });
const browser = await chromium.launch({ executablePath: options.chromium, args: ['--no-sandbox'] });
try {
  const page = await browser.newPage({ viewport: { width: 1000, height: 640 }, colorScheme: 'light' });
  await page.goto(server.resolvedUrls.local[0]);
  const said = async () => {
    const status = page.locator('#status').filter({ hasText: /^Sampled in/ });
    await status.waitFor({ timeout: 600_000 });
    return status.textContent();
  };
  console.log(await page.evaluate('`${crossOriginIsolated ? "isolated" : "not isolated"}, ${navigator.hardwareConcurrency} threads`'));
  console.log(await said());
  for (let seed = 1; seed < Number(options.samples); seed++) {
    await page.locator('#status').evaluate((node) => (node.textContent = ''));
    await page.locator('#seed').fill(String(seed));
    await page.locator('#seed').blur();
    console.log(await said());
  }
  if (options.screenshot) {
    // Each change begins a sample: one at a time.
    const after = async (change) => {
      await page.locator('#status').evaluate((node) => (node.textContent = ''));
      await change();
      await page.evaluate('document.activeElement.blur()');
      await said();
    };
    await after(() => page.locator('#seed').fill('3'));
    await after(() => page.locator('#size').evaluate((node) => {
      node.value = '128';
      for (const type of ['input', 'change']) node.dispatchEvent(new Event(type, { bubbles: true }));
    }));
    await page.screenshot({ path: options.screenshot, fullPage: true });
  }
} finally {
  await browser.close();
  await server.close();
}

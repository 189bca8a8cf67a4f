import { readdir, readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { temporaryFolder } from '@testing/temporaryFolder';
import { demoClouds } from '../testing/viewerClouds.js';
import { viewerPage, writeViewer } from './index.js';
import { dequantize, quantize } from './quantize.js';

const inFolder = temporaryFolder();
const dataOf = (page: string) => JSON.parse(/<script type="application\/json" id="clouds">(.*?)<\/script>/s.exec(page)![1]);

test('names and title are shown as written, under their groups, and cannot end a script', async () => {
  const hostile = '</script><b>"&\'';
  const positions = Float32Array.of(0, 0, 0, 1, 2, 3);
  const page = await viewerPage([{ name: hostile, group: hostile, positions }, { name: 'b', positions }, { name: 'c', group: hostile, positions }], { title: hostile });
  const escaped = '&lt;/script&gt;&lt;b&gt;&quot;&amp;&#39;';
  expect(page).toContain(`<title>${escaped}</title>`);
  expect(page).toContain(`<h2>${escaped} <span>2</span></h2>`);
  expect(page).toContain(`<span>${escaped}</span></button>`);
  expect(page).not.toContain('<b>');
  // One closing tag for each of the modules, the data and the script.
  expect(page.split('</script').length - 1).toBe(5);
  expect(dataOf(page).map(({ name }: { name: string }) => name)).toEqual([hostile, 'c', 'b']);
});

test('the page needs nothing else: no addresses, three.js inside with its licence, and a policy that forbids loads', async () => {
  const page = await viewerPage(demoClouds(16));
  expect(page).not.toMatch(/https?:\/\//);
  expect(page).not.toMatch(/\bsrc=|@import|url\(/);
  expect([...page.matchAll(/href="([^"]*)"/g)].map(([, address]) => address)).toEqual(['data:,']);
  expect(page).toContain("default-src 'none'");
  expect(page).toMatch(/The MIT License\s+Copyright © [\d-]+ three\.js authors/);
  const [, core] = /id="core">([^<]*)</.exec(page)!;
  expect(gunzipSync(Buffer.from(core, 'base64')).toString()).toBe(await readFile(require.resolve('three').replace('three.cjs', 'three.core.js'), 'utf8'));
  expect(page.length).toBeLessThan(700_000);
});

test('positions come back within half a step, wherever and however large the cloud is', async () => {
  const clouds = demoClouds(500).map((cloud, i) => ({ ...cloud, positions: cloud.positions.map((x, k) => 10 ** (2 * i - 5) * (x + [5, -3, 0][k % 3])) }));
  const read = new Map(dataOf(await viewerPage(clouds)).map((cloud: { name: string }) => [cloud.name, cloud])) as Map<string, ReturnType<typeof quantize>>;
  for (const { name, positions } of clouds) {
    const edges = [0, 1, 2].map((axis) => positions.filter((_, i) => i % 3 === axis)).map((along) => Math.max(...along) - Math.min(...along));
    const back = dequantize(read.get(name)!);
    expect(back).toHaveLength(positions.length);
    // Half a step of the longest edge over 65534, and what 32-bit floats of that size round.
    const error = Math.max(...edges) / 65534 / 2 + Math.max(...positions.map(Math.abs)) * 2 ** -23;
    expect(Math.max(...positions.map((x, i) => Math.abs(x - back[i])))).toBeLessThanOrEqual(error);
  }
});

test('a single place is kept', () => {
  expect([...dequantize(quantize(Float32Array.of(3, -4, 5, 3, -4, 5)))]).toEqual([3, -4, 5, 3, -4, 5]);
});

test('a page is written whole, and errors name what cannot be shown', async () => {
  const positions = Float32Array.of(0, 0, 0, 1, 2, 3);
  await writeViewer(inFolder('a.html'), [{ name: 'a', positions }]);
  expect(await readFile(inFolder('a.html'), 'utf8')).toBe(await viewerPage([{ name: 'a', positions }]));
  await expect(viewerPage([])).rejects.toThrow('a viewer of no clouds shows nothing; expected at least one');
  await expect(viewerPage([{ name: 'a', positions }, { name: 'b', positions: Float32Array.of(0, 0, 0, 1, NaN, 1) }])).rejects.toThrow("point 1 of the cloud 'b' lies at NaN; expected finite numbers");
  await expect(viewerPage([{ name: 'a', positions: positions.subarray(2) }])).rejects.toThrow("the cloud 'a' has 4 numbers; expected three for each point");
  await expect(viewerPage([{ name: 'a', positions: new Float32Array(0) }])).rejects.toThrow('at least one point');
  await expect(writeViewer(inFolder('no', 'a.html'), [{ name: 'a', positions }])).rejects.toThrow('is not there');
  expect(await readdir(inFolder())).toEqual(['a.html']);
});

import { readdir, readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { temporaryFolder } from '@testing/temporaryFolder';
import { cropChain, type Chain } from '../chains/index.js';
import { chainOf, readText } from '../testing/structures.js';
import { demoEntries } from '../testing/viewerEntries.js';
import { proteinViewerPage, writeProteinViewer } from './index.js';

const inFolder = temporaryFolder();
const prediction = chainOf(['GLY', 'ALA', 'TRP']);
const unpacked = (page: string, id: string) => gunzipSync(Buffer.from(new RegExp(`id="${id}">([^<]*)<`).exec(page)![1], 'base64')).toString();
const dataOf = (page: string): { name: string; note: string; facts: string; prediction: string; truth?: string }[] => JSON.parse(unpacked(page, 'structures'));
const atomsOf = ({ residues }: Chain) => residues.flatMap(({ atoms }) => atoms);

test('names, notes and title are shown as written, under their groups, and cannot end a script', async () => {
  const hostile = '</script><b>"&\'-->';
  const page = await proteinViewerPage([{ name: hostile, group: hostile, note: hostile, prediction }, { name: 'b', prediction }, { name: 'c', group: hostile, prediction }], { title: hostile });
  const escaped = '&lt;/script&gt;&lt;b&gt;&quot;&amp;&#39;--&gt;';
  expect(page).toContain(`<title>${escaped}</title>`);
  expect(page).toContain(`<h2>${escaped} <span>2</span></h2>`);
  expect(page).toContain(`<span>${escaped}</span><small>${escaped}</small></button>`);
  expect(page).not.toContain('<b>');
  // One closing tag for each of the library, the data and the script.
  expect(page.split('</script').length - 1).toBe(3);
  expect(dataOf(page).map(({ name, note, facts }) => [name, note, facts])).toEqual([[hostile, hostile, `${hostile} · 3 residues · 23 atoms`], ['c', '', `${hostile} · 3 residues · 23 atoms`], ['b', '', '3 residues · 23 atoms']]);
});

test('the page needs nothing else: no addresses, 3Dmol.js inside with all licences, and a policy that forbids loads', async () => {
  const page = await proteinViewerPage(await demoEntries());
  const [, licence] = /<!--(.*?)-->/s.exec(page)!;
  const rest = page.replace(licence, '');
  expect(rest).not.toMatch(/https?:\/\//);
  expect(rest).not.toMatch(/\bsrc=|@import|url\(/);
  expect([...rest.matchAll(/href="([^"]*)"/g)].map(([, address]) => address)).toEqual(['data:,']);
  expect(page).toContain("default-src 'none'");
  expect(licence).toMatch(/Copyright \(c\) 2014, University of Pittsburgh/);
  for (const name of ['pako', 'upng-js', 'netcdfjs', 'iobuffer']) expect(licence).toMatch(new RegExp(`^${name}\n\n.*Copyright`, 'ms'));
  expect(unpacked(page, 'library')).toBe(await readFile(require.resolve('3dmol').replace('3Dmol.js', '3Dmol-min.js'), 'utf8'));
  expect(page.length).toBeLessThan(450_000);
});

test('chains keep their shape, handedness and relative position, and show their broad side', async () => {
  const entries = await demoEntries();
  const shown = new Map(dataOf(await proteinViewerPage(entries)).map((entry) => [entry.name, entry]));
  for (const { name, prediction: before, truth } of entries.slice(0, 3)) {
    const texts = shown.get(name)!;
    const [chain, other] = await Promise.all([texts.prediction, texts.truth!].map(async (text) => (await readText('a.cif', text)).chains[0]));
    expect(atomsOf(chain).map(({ name: atom }) => atom)).toEqual(atomsOf(before).map(({ name: atom }) => atom));
    const [from, to] = [[before, truth!], [chain, other]].map((pair) => pair.flatMap(atomsOf).map(({ position }) => position));
    // Edges from one atom to three far ones, over both chains, and the signed volume that they span: a mirror image has the other sign.
    const edges = (at: typeof from, start: number) => [1, 2, 3].map((k) => at[(start + k * 397) % at.length].map((x, axis) => x - at[start][axis]));
    const volume = ([[a, b, c], [d, e, f], [g, h, i]]: number[][]) => a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
    for (let start = 0; start < from.length; start += 61) {
      const [was, is] = [edges(from, start), edges(to, start)];
      was.forEach((edge, k) => expect(Math.abs(Math.hypot(...is[k]) - Math.hypot(...edge))).toBeLessThan(0.004));
      expect(Math.abs(volume(is) - volume(was))).toBeLessThan(0.004 * was.reduce((product, edge) => product * (1 + Math.hypot(...edge)), 1) ** (2 / 3));
    }
    const spread = [0, 1, 2].map((axis) => to.reduce((sum, position) => sum + position[axis] ** 2, 0));
    expect(spread).toEqual([...spread].sort((a, b) => b - a));
    for (const axis of [0, 1, 2]) expect(Math.abs(to.reduce((sum, position) => sum + position[axis], 0)) / to.length).toBeLessThan(0.001);
  }
});

test('residues are numbered by place, whatever numbers, codes and identifier the file has', async () => {
  const odd = { ...chainOf(['GLY', 'ALA', 'TRP'], 'long'), residues: prediction.residues.map((residue, i) => ({ ...residue, number: [12345, 12345, -7][i], insertionCode: ['', 'A', ''][i], place: [0, 1, 4][i] })) };
  const [{ prediction: text }] = dataOf(await proteinViewerPage([{ name: 'a', prediction: odd }]));
  const { chains: [chain] } = await readText('a.cif', text);
  expect([chain.id, chain.residues.map(({ name, number, insertionCode }) => [name, number, insertionCode])]).toEqual(['A', [['GLY', 1, ''], ['ALA', 2, ''], ['TRP', 5, '']]]);
});

test('a page is written whole, and errors name what cannot be shown', async () => {
  await writeProteinViewer(inFolder('a.html'), [{ name: 'a', prediction }]);
  expect(await readFile(inFolder('a.html'), 'utf8')).toBe(await proteinViewerPage([{ name: 'a', prediction }]));
  await expect(proteinViewerPage([])).rejects.toThrow('a viewer of no proteins shows nothing; expected at least one');
  const wrong = chainOf(['GLY', 'ALA']);
  wrong.residues[1].atoms[1].position = [0, NaN, 1];
  await expect(proteinViewerPage([{ name: 'a', prediction }, { name: 'b', prediction, truth: wrong }])).rejects.toThrow("the truth of 'b' cannot be shown: atom CA of");
  await expect(proteinViewerPage([{ name: 'a', prediction: { id: 'A', residues: [] } }])).rejects.toThrow("the prediction of 'a' cannot be shown: a structure without residues");
  const bare = cropChain(prediction, 0, 1);
  await expect(proteinViewerPage([{ name: 'a', prediction: { ...bare, residues: [{ ...bare.residues[0], atoms: [] }] } }])).rejects.toThrow("the prediction of 'a' cannot be shown: it has no atoms");
  await expect(writeProteinViewer(inFolder('no', 'a.html'), [{ name: 'a', prediction }])).rejects.toThrow('is not there');
  expect(await readdir(inFolder())).toEqual(['a.html']);
});

import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, extname, join, normalize } from 'node:path';
import { hasChromium, openInChromium } from '@testing/chromium';
import { install, type Installation } from './install';
import { allPackages, REPOSITORY } from './packages';
import { run } from './run';

let installation: Installation;
let server: Server | undefined;

beforeAll(() => {
  installation = install(allPackages());
});
afterAll(() => {
  server?.close();
  if (installation) rmSync(dirname(installation.project), { recursive: true, force: true });
});

/** What runs on the page: a model of pictures is trained for two steps, stored, loaded from its bytes and from an address, and sampled at another size; a sound is sampled at twice its rate, a molecule from its SMILES. */
const PAGE = `
import { audio } from '@inrflow/audio';
import { loadModel, train } from '@inrflow/core';
import { molecule } from '@inrflow/molecule';
import { image, pixelCoordinates } from '@inrflow/image';

const coordinates = pixelCoordinates(8);
const dataset = { length: 4, classes: ['dark', 'light'], size: 8, example: async (index) => ({ points: 64, coordinates, label: index % 2, values: new Float32Array(192).fill(index % 2 ? 0.5 : -0.5) }) };
window.work = (async () => {
  const run = train({ kind: image, dataset, settings: { model: { width: 16, heads: 2, blocks: 1, latents: 16, decoderLayers: 1 }, training: { steps: 2, batchSize: 2 } } });
  const losses = [];
  for await (const { loss } of run) losses.push(loss);
  const trained = await run.model();
  const [own] = await trained.sample({ class: 'light', size: 12, seed: 1, sampling: { steps: 2 } });
  const [again] = await (await loadModel(await trained.encode(), image)).sample({ class: 'light', size: 12, seed: 1, sampling: { steps: 2 } });
  const fetched = await loadModel(new URL('/emoji.safetensors', location.href), image);
  const [heart] = await fetched.sample({ class: 'heart', size: 16, seed: 3, sampling: { steps: 2 } });
  const [rough] = await fetched.sample({ class: 'heart', size: 16, seed: 3, sampling: { steps: 2, weightBits: 8 } });
  const off = rough.data.reduce((sum, sample, i) => sum + Math.abs(sample - heart.data[i]), 0) / rough.data.length;
  const sampling = { steps: 1 };
  const [kick] = await (await loadModel(new URL('/drums.safetensors', location.href), audio)).sample({ class: 'kick', rate: 16000, seed: 1, sampling });
  const [ethanol] = await (await loadModel(new URL('/molecules.safetensors', location.href), molecule)).sample({ smiles: 'CCO', seed: 1, sampling });
  return { kick: [kick.rate, kick.channels.length, kick.channels[0].length, new Set(kick.channels[0]).size > 1000], ethanol: [...ethanol.values].filter(Number.isFinite).length, losses, width: own.width, same: own.data.every((sample, i) => sample === again.data[i]), heart: [heart.width, heart.channels, new Set(heart.data).size > 10], classes: fetched.classes.length, rough: off > 0 && off < 4 };
})().catch((error) => ({ error: String(error.stack ?? error) }));
`;

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };

(hasChromium ? test : test.skip)('a page trains, loads and samples with what a program has, and touches no file', async () => {
  const { project } = installation;
  const folder = mkdtempSync(join(project, 'page-'));
  writeFileSync(join(folder, 'page.mjs'), PAGE);
  run(join(REPOSITORY, 'node_modules', '.bin', 'esbuild'), ['page.mjs', '--bundle', '--format=esm', '--platform=browser', '--outfile=page.js'], folder);
  writeFileSync(join(folder, 'index.html'), '<!doctype html><meta charset="utf-8"><script type="module" src="page.js"></script>');
  const runtime = join(realpathSync(join(REPOSITORY, 'node_modules', 'onnxruntime-web')), 'dist');
  const fileOf = (url: string) => (url.startsWith('/ort-wasm') ? join(runtime, normalize(url)) : url.endsWith('.safetensors') ? join(REPOSITORY, 'packages/cli/models', normalize(url)) : join(folder, normalize(url === '/' ? '/index.html' : url)));
  server = createServer(({ url = '/' }, response) => {
    const file = fileOf(url.split('?')[0]);
    if (!existsSync(file)) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server!.once('listening', resolve));
  const tab = await openInChromium(join(folder, 'index.html'));
  try {
    await tab.send('Page.navigate', { url: `http://localhost:${(server.address() as AddressInfo).port}/` });
    for (let i = 0; i < 100 && !(await tab.evaluate<boolean>("'work' in window && location.protocol === 'http:'")); i++) await new Promise((resolve) => setTimeout(resolve, 100));
    const result = await tab.evaluate<{ error?: string; losses: number[] }>('window.work');
    expect(result).toMatchObject({ width: 12, same: true, heart: [16, 3, true], classes: 31, kick: [16000, 1, 8192, true], ethanol: 9, rough: true });
    expect(result.losses.every((loss) => loss > 0 && loss < 10)).toBe(true);
  } finally {
    await tab.close();
  }
});

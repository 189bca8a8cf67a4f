import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** Where Debian installs the browser that tests drive. */
export const CHROMIUM = '/usr/bin/chromium';
/** Whether it is there. */
export const hasChromium = existsSync(CHROMIUM);

/** A page in a browser without a window, drawn by the processor. */
export interface Tab {
  /** A command of the DevTools protocol. */
  send(method: string, parameters?: object): Promise<Record<string, never>>;
  /** The value of an expression in the page; promises are waited for. */
  evaluate<T>(expression: string): Promise<T>;
  /** A PNG file of what is seen. */
  screenshot(): Promise<Buffer>;
  /** What went wrong in the page: exceptions, errors and warnings of the console, and addresses that are neither of the page nor inside it. */
  complaints: string[];
  close(): Promise<void>;
}

/** Opens a file in Chromium, speaking the DevTools protocol over a pipe: messages of JSON that each end with a zero byte. */
export async function openInChromium(file: string, { width = 1100, height = 700 } = {}): Promise<Tab> {
  const profile = await mkdtemp(path.join(tmpdir(), 'inrflow-chromium-'));
  const browser = spawn(CHROMIUM, ['--headless', '--no-sandbox', '--disable-gpu-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
    '--hide-scrollbars', '--no-first-run', '--disable-background-networking', `--user-data-dir=${profile}`, `--window-size=${width},${height}`,
    '--remote-debugging-pipe', 'about:blank'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const [toBrowser, fromBrowser] = [browser.stdio[3] as Writable, browser.stdio[4] as Readable];
  const closed = new Promise<void>((resolve) => browser.once('close', () => resolve()));

  const complaints: string[] = [];
  let loaded = () => {};
  const waiting = new Map<number, { resolve(result: Record<string, never>): void; reject(error: Error): void }>();
  const hear = (text: string) => {
    const { id, result, error, method, params } = JSON.parse(text);
    if (id !== undefined) {
      if (error) waiting.get(id)?.reject(new Error(error.message));
      else waiting.get(id)?.resolve(result);
    }
    if (method === 'Page.loadEventFired') loaded();
    if (method === 'Runtime.exceptionThrown') complaints.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
    if (method === 'Runtime.consoleAPICalled' && ['error', 'warning'].includes(params.type)) complaints.push(params.args.map((x: { value: unknown }) => x.value).join(' '));
    if (method === 'Log.entryAdded' && ['error', 'warning'].includes(params.entry.level)) complaints.push(params.entry.text);
    if (method === 'Network.requestWillBeSent' && !/^(data|blob):/.test(params.request.url) && params.request.url !== `file://${file}`) complaints.push(params.request.url);
  };
  let rest = Buffer.alloc(0);
  fromBrowser.on('data', (bytes: Buffer) => {
    rest = Buffer.concat([rest, bytes]);
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      hear(rest.subarray(0, end).toString());
      rest = rest.subarray(end + 1);
    }
  });

  let last = 0;
  const session: { sessionId?: string } = {};
  const send = (method: string, params: object = {}) => new Promise<Record<string, never>>((resolve, reject) => {
    waiting.set(++last, { resolve, reject });
    toBrowser.write(`${JSON.stringify({ id: last, method, params, ...session })}\0`);
  });
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  Object.assign(session, await send('Target.attachToTarget', { targetId, flatten: true }));
  for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await send(`${domain}.enable`);
  await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  await send('Page.navigate', { url: `file://${file}` });
  await new Promise<void>((resolve) => (loaded = resolve));

  const evaluate = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error((exceptionDetails as { exception: { description: string } }).exception.description);
    return (result as { value: T }).value;
  };
  return {
    send,
    evaluate,
    complaints,
    screenshot: async () => Buffer.from((await send('Page.captureScreenshot', { format: 'png' })).data, 'base64'),
    async close() {
      browser.kill();
      await closed;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

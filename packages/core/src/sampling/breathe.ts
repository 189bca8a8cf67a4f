const inBrowser = (): Promise<void> => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    resolve();
  };
  port2.postMessage(undefined);
});

/** Yields to the event loop once: WebAssembly blocks it while computing, so that messages such as an abort would never arrive. */
export function breathe(): Promise<void> {
  const { setImmediate: soon } = globalThis as { setImmediate?: (run: () => void) => void };
  return soon ? new Promise((resolve) => soon(resolve)) : inBrowser();
}

const inBrowser = (): Promise<void> => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    resolve();
  };
  port2.postMessage(undefined);
});

/** Lets the event loop turn once: WebAssembly computes without ever letting messages in, such as the one that ends the work. */
export function breathe(): Promise<void> {
  const { setImmediate: soon } = globalThis as { setImmediate?: (run: () => void) => void };
  return soon ? new Promise((resolve) => soon(resolve)) : inBrowser();
}

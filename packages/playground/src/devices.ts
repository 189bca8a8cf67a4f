import type { Device } from '@inrflow/onnx';

interface Adapter {
  info?: { vendor?: string; architecture?: string; description?: string; isFallbackAdapter?: boolean };
}

/** The devices of this browser: WebAssembly everywhere, WebGPU if there is a card for it. The card comes first unless the processor emulates it. */
export async function devicesHere(): Promise<{ device: Device; title: string }[]> {
  const cpu = { device: 'cpu' as const, title: 'WebAssembly (processor)' };
  const { gpu } = navigator as { gpu?: { requestAdapter(): Promise<Adapter | null> } };
  const adapter = await gpu?.requestAdapter().catch(() => null);
  if (!adapter) return [cpu];
  const { vendor = '', architecture = '', isFallbackAdapter } = adapter.info ?? {};
  const card = { device: 'webgpu' as const, title: `WebGPU (${[vendor, architecture].filter(Boolean).join(' ') || 'graphics card'})` };
  return isFallbackAdapter || /swiftshader/i.test(architecture) ? [cpu, card] : [card, cpu];
}

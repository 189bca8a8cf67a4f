/** ONNX Runtime in a browser: 14 MB of WebAssembly, or 27 MB with WebGPU in it, fetched when first used. */
export async function importRuntime(build: 'cpu' | 'webgpu'): Promise<unknown> {
  return build === 'webgpu' ? import('onnxruntime-web/webgpu') : import('onnxruntime-web/wasm');
}

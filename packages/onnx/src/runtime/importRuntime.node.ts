/** ONNX Runtime under Node: one native build for all devices. @throws Error saying what to install if it is missing */
export async function importRuntime(_build: 'cpu' | 'webgpu'): Promise<unknown> {
  try {
    return await import('onnxruntime-node');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND' && (error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw new Error("ONNX Runtime is not installed: run 'npm install onnxruntime-node'", { cause: error });
  }
}

import * as tf from '@tensorflow/tfjs-core';
import { kernels } from '../kernels/index.js';
import type { TensorType } from '../graph/value.js';
import { BACKEND_NAME, RecordingBackend } from './backend.js';

/** Kernels whose result has the data of their input `x`. */
const SHARING = new Set(['Identity', 'Reshape']);

/** The recording backend that TensorFlow.js uses, registered (with its kernels) on first use. */
export function recordingBackend(): RecordingBackend {
  if (!tf.findBackendFactory(BACKEND_NAME)) {
    // Priority 0: never chosen automatically, only by name.
    tf.registerBackend(BACKEND_NAME, () => new RecordingBackend(), 0);
    for (const [kernelName, kernel] of Object.entries(kernels)) {
      tf.registerKernel({
        kernelName,
        backendName: BACKEND_NAME,
        kernelFunc: ({ inputs, attrs, backend }) => {
          const recorder = backend as RecordingBackend;
          const given = Object.entries(inputs).filter(([, tensor]) => tensor).map(([name, tensor]) => [name, recorder.view(tensor as tf.TensorInfo)]);
          const results = kernel(Object.fromEntries(given), (attrs ?? {}) as never);
          const infos = (Array.isArray(results) ? results : [results]).map((value) => {
            // Copies and reshapes share their input's data, as in other backends, so a pending result is computed only once.
            const dataId = SHARING.has(kernelName) ? recorder.share((inputs.x as tf.TensorInfo).dataId) : recorder.register(value);
            return { dataId, shape: value.shape, dtype: value.dtype as TensorType };
          });
          return Array.isArray(results) ? infos : infos[0];
        },
      });
    }
  }
  return tf.engine().registry[BACKEND_NAME] as RecordingBackend;
}

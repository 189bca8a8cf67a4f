import * as tf from '@tensorflow/tfjs';
import { kernels } from '../kernels/index.js';
import { cast, reshape } from '../kernels/kernel.js';
import { BACKEND_NAME, RecordingBackend, type TensorType } from './backend.js';

/** The recording backend that TensorFlow.js uses, registered (with its kernels) on first use. */
export function recordingBackend(): RecordingBackend {
  if (!tf.findBackendFactory(BACKEND_NAME)) {
    // Priority 0: never chosen by itself, only by name.
    tf.registerBackend(BACKEND_NAME, () => new RecordingBackend(), 0);
    for (const [kernelName, kernel] of Object.entries(kernels)) {
      tf.registerKernel({
        kernelName,
        backendName: BACKEND_NAME,
        kernelFunc: ({ inputs, attrs, backend }) => {
          const recorder = backend as RecordingBackend;
          const given = Object.entries(inputs).filter(([, tensor]) => tensor).map(([name, tensor]) => {
            const { dataId, shape, dtype } = tensor as tf.TensorInfo;
            const value = recorder.recorded(dataId);
            // TensorFlow.js shares data between tensors of other shapes and, for int32 and bool, other types.
            return [name, cast(reshape(value, shape), dtype as TensorType)];
          });
          const results = kernel(Object.fromEntries(given), (attrs ?? {}) as never);
          const infos = (Array.isArray(results) ? results : [results]).map((value) =>
            ({ dataId: recorder.register(value), shape: value.shape, dtype: value.dtype as TensorType }));
          return Array.isArray(results) ? infos : infos[0];
        },
      });
    }
  }
  return tf.engine().registry[BACKEND_NAME] as RecordingBackend;
}

// TensorFlow.js's core comes to Node as one file without gradients; they are bundled into this one, and register themselves in the core's registry, which is one for all copies.
import '@tensorflow/tfjs-core/dist/register_all_gradients';

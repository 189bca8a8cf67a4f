// On Node, TensorFlow.js's core is one file without gradients; they are bundled into this one and register themselves in the core's registry, which all copies share.
import '@tensorflow/tfjs-core/dist/register_all_gradients';

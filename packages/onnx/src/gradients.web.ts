// A bundler takes the gradients from the core that it bundles.
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';

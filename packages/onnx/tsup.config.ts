import { build } from '../../tsup.preset';

// Node and browsers load ONNX Runtime and the gradients of TensorFlow.js by modules of their own: see `imports` in package.json.
export default build({
  index: 'src/index.ts', node: 'src/node.ts', 'runtime.node': 'src/runtime/importRuntime.node.ts', 'runtime.web': 'src/runtime/importRuntime.web.ts',
  'gradients.node': 'src/gradients.node.ts', 'gradients.web': 'src/gradients.web.ts',
}, {
  external: [/^@inrflow\//, /^@tensorflow\/tfjs-core(\/dist\/register_all_gradients\.js)?$/, /^onnxruntime-/, '#runtime', '#gradients'],
  // What is bundled: for Node gradients, which its core comes without; of protobufjs the writer alone, a hundredth of the package.
  noExternal: [/register_all_gradients$/, /^@?protobufjs/, 'long'],
});

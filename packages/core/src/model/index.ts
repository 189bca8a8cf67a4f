export { checkModelConfig, modelDefaults, type EncoderVariant, type ModelConfig, type PairChannels } from './config.js';
export { forwardFlops, parameterCount, trainingStepFlops, type ParameterCount, type Workload } from './counts.js';
export { fourierFeatures, fourierFeaturesOf } from './fourierFeatures.js';
export { decodeQueries, encodeContext, prediction, type ConditionTensors, type ContextTensors, type Encoded, type Network, type PairTensors } from './network.js';
export { initialParameters, parameterSpecs, type Parameters, type ParameterSpec } from './parameters.js';

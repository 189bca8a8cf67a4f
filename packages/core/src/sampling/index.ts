export { compileVelocity, type BatchCondition, type CompiledVelocity, type VelocityOptions } from './compiledVelocity.js';
export { warmGenerator, type WarmGenerator } from './warmGenerator.js';
export { conditionOf, createGenerator, type GenerationOptions, type Generator, type GeneratorOptions, type Places, type SampleRequest } from './generator.js';

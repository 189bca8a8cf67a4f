export { adamW, adamWScalars, type AdamWOptions } from './adamW.js';
export { resumeFrom, trainingCheckpoint, weightsCheckpoint, weightsFrom, type CheckpointReading, type ResumePoint } from './checkpoint.js';
export type { NamedArrays, TrainingArrays } from './arrays.js';
export { clipFactor, globalNorm } from './clip.js';
export { movedAverage, warmedDecay } from './exponentialMovingAverage.js';
export { shuffledOrder } from './order.js';
export type { RuntimeOptions } from './runtimeOptions.js';
export { trainingStep, updateState, lossAndGradients, type TrainingState } from './step.js';
export { createTrainer, type StepReport, type Trainer, type TrainerOptions, type TrainingRecipe } from './trainer.js';

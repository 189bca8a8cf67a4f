export { loadModel, type LoadedModel } from './loadModel.js';
export { generationOptions, makeSamples, sampleIndex, wishesOf, type MakeSamplesOptions, type SampleWish } from './makeSamples.js';
export { kindOfCheckpoint, modelOf, settingsOfCheckpoint, storedSettings, type KindOrigin, type Model } from './model.js';
export { learningRateOf, planOf, settledPlan, type Plan, type Speed } from './plan.js';
export { prepareTraining, type PreparedTraining } from './prepareTraining.js';
export { recipeOf } from './recipe.js';
export { labelsOf, sample, type SampleOptions } from './sample.js';
export { train, type TrainingRun } from './train.js';
export { createTraining, type Training, type TrainingOptions, type TrainingReport, type TrainOptions } from './training.js';

export { logMelStatistics, type LogMelOptions } from './logMelStatistics.js';
export { hertzOf, melBands, melOf } from './melBands.js';
export { multiResolutionDistance, RESOLUTIONS, spectralViews, type SpectralViews } from './multiResolutionDistance.js';
export { scoreSounds, type ScoreSoundsOptions, type SoundScores } from './scoreSounds.js';
export { spectrogram, type Spectrogram, type SpectrogramOptions } from './spectrogram.js';

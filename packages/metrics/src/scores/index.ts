export type { CloudProtocolOptions } from './cloudProtocol.js';
export { compareScores, ProtocolMismatchError, type Protocol, type Score, type ScoreComparison } from './score.js';
export { scoreClouds, type CloudScores, type ScoreCloudsOptions } from './scoreClouds.js';

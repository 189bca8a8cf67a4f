export { chamferDistance } from './chamfer.js';
export { auctionEmd, defaultAuctionTolerance, earthMoversDistance } from './earthMovers.js';
export { distanceNames, type DistanceChoice, type DistanceName } from './choice.js';

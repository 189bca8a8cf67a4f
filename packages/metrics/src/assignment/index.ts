export { auction, type AuctionResult } from './auction.js';
export { optimalAssignment, type Assignment } from './optimalAssignment.js';

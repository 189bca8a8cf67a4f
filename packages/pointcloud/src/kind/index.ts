export { pointcloud, type PointCloudAsk, type PointCloudData, type PointCloudModel } from './pointCloudKind.js';

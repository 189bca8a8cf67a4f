export { connect, type Remote, type RemoteCall, type RemoteModel, type RemoteTraining } from './connect.js';
export type { Port, RemoteProgress, RemoteReport } from './messages.js';
export { serve } from './serve.js';

export { serveTasks } from './serveTasks.js';
export { TaskClosedError, TaskEndedError } from './taskErrors.js';
export { builtWorker, createTaskThreads, type TaskThreads, type TaskThreadsOptions } from './taskThreads.js';

import * as tf from '@tensorflow/tfjs-core';
import { DeviceError } from './device.js';
import { addMissingKernels } from './missingKernels.js';

/** Packages that provide each backend, the better one first. None is a dependency: install the one you want. */
export const BACKEND_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  cpu: ['@tensorflow/tfjs-backend-cpu'],
  wasm: ['@tensorflow/tfjs-backend-wasm'],
  webgl: ['@tensorflow/tfjs-backend-webgl'],
  webgpu: ['@tensorflow/tfjs-backend-webgpu'],
  tensorflow: ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'],
};

/** Whether a backend of TensorFlow.js can be used here, and why not. */
export interface BackendReport {
  backend: string;
  available: boolean;
  /** The package that it comes from. */
  package?: string;
  /** Why it cannot be used. */
  reason?: string;
}

/** Backends that TensorFlow.js has started; starting is what takes time. */
const started = new Set<string>();

const firstLine = (error: unknown) => (error instanceof Error ? error.message : String(error)).split('\n')[0];

/** Loads the package of a backend, unless the program has registered it already. @returns the package, or why it cannot be used */
async function load(backend: string): Promise<Omit<BackendReport, 'backend'>> {
  const packages = Object.hasOwn(BACKEND_PACKAGES, backend) ? BACKEND_PACKAGES[backend] : [];
  if (tf.findBackendFactory(backend)) return { available: true };
  const reasons: string[] = [];
  for (const name of packages) {
    try {
      await import(/* webpackIgnore: true */ /* @vite-ignore */ name);
      const factory = tf.findBackendFactory(backend);
      if (factory) {
        // Register it again with the lowest priority: TensorFlow.js must not choose it unless somebody names it.
        tf.removeBackend(backend);
        tf.registerBackend(backend, factory, 0);
        return { available: true, package: name };
      }
      reasons.push(`${name} has registered no such backend: its TensorFlow.js is another copy than this one`);
    } catch (error) {
      reasons.push(/Cannot find (module|package)/.test(firstLine(error)) ? `${name} is not installed` : `${name} does not load: ${firstLine(error)}`);
    }
  }
  if (packages.length === 0) reasons.push(`no package registers it; known are ${Object.keys(BACKEND_PACKAGES).join(', ')}, and any that your program registers itself`);
  return { available: false, reason: reasons.join('; ') };
}

/** Which backends of TensorFlow.js can be used here, as `tfjs:` devices. */
export async function tensorflowBackends(names: readonly string[] = Object.keys(BACKEND_PACKAGES)): Promise<BackendReport[]> {
  return Promise.all(names.map(async (backend) => ({ backend, ...(await load(backend)) })));
}

/**
 * Runs `body` with a backend of TensorFlow.js, and restores the previous one.
 *
 * @throws DeviceError saying what to install if the backend is not available
 */
export async function useBackend<T>(backend: string, body: () => T): Promise<T> {
  const { available, reason } = await load(backend);
  if (!available) throw new DeviceError(`tfjs:${backend}`, `device 'tfjs:${backend}' is not available: ${reason}`);
  const before = tf.getBackend();
  const switchTo = (name: string) => {
    // For a backend that has been started, this takes effect at once, so no other code finds TensorFlow.js on a different backend.
    if (name) void tf.setBackend(name);
  };
  try {
    if (!started.has(backend) && !(await tf.setBackend(backend))) throw new Error('TensorFlow.js could not start it');
    started.add(backend);
    addMissingKernels(backend);
    switchTo(backend);
  } catch (error) {
    throw new DeviceError(`tfjs:${backend}`, `device 'tfjs:${backend}' is not available: ${firstLine(error)}`, { cause: error });
  }
  try {
    return body();
  } finally {
    switchTo(before);
  }
}

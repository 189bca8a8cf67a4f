import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { encodeNpy, makeFolder, parseNpy, writeFileAtomically } from '@inrflow/core/node';
import { createSession } from '@inrflow/onnx';
import type { Rendering } from '@inrflow/drawing';

/** A picture's patch features. */
export interface PatchFeatures {
  /** `[patches · patches, channels]`, rows from the top. */
  features: Float32Array;
  channels: number;
}

/** A network that turns pictures into patch features. */
export interface FeatureNetwork {
  /** Features of a square picture, from the cache if it has been seen before. @throws Error naming the file and what does not fit */
  features(picture: Pick<Rendering, 'width' | 'height' | 'data'>): Promise<PatchFeatures>;
  dispose(): Promise<void>;
}

/** How a feature network is opened. */
export interface FeatureNetworkOptions {
  /** Folder that caches features of pictures; nothing is kept on disk by default. */
  cache?: string;
  /** Mean and standard deviation that normalize samples in [0, 1]; those of ImageNet by default, which DINOv2 expects. */
  mean?: readonly [number, number, number];
  deviation?: readonly [number, number, number];
  threads?: number;
}

const IMAGENET = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] } as const;

/** Normalized samples in a network's layout, `[1, 3, height, width]`. */
function planes({ width, height, data }: Pick<Rendering, 'width' | 'height' | 'data'>, mean: readonly number[], deviation: readonly number[]): Float32Array {
  const values = new Float32Array(3 * width * height);
  for (let i = 0; i < width * height; i++) for (let c = 0; c < 3; c++) values[c * width * height + i] = (data[3 * i + c] / 255 - mean[c]) / deviation[c];
  return values;
}

/** The patch tokens of an output: the largest square number of them from the end, which leaves out class and register tokens. */
function patchesOf(data: Float32Array, shape: readonly number[], file: string): PatchFeatures {
  if (shape.length !== 3 || shape[0] !== 1) throw new Error(`${file}: its first output is [${shape.join(', ')}]; expected [1, tokens, channels]`);
  const [, tokens, channels] = shape;
  const patches = Math.floor(Math.sqrt(tokens)) ** 2;
  return { features: data.slice((tokens - patches) * channels), channels };
}

/**
 * Opens a feature network in an ONNX file, such as DINOv2: one input `[1, 3, height, width]`, whose first output is `[1, tokens, channels]`
 * with the patches last.
 *
 * @throws Error naming the file if it is missing or not such a model
 */
export async function openFeatureNetwork(file: string, { cache, mean = IMAGENET.mean, deviation = IMAGENET.deviation, threads }: FeatureNetworkOptions = {}): Promise<FeatureNetwork> {
  const model = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`feature network '${file}': ${error.code === 'ENOENT' ? 'there is no such file' : error.message}`, { cause: error });
  });
  const session = await createSession(model, { threads }).catch((error: Error) => {
    throw new Error(`feature network '${file}': ${error.message}`, { cause: error });
  });
  if (session.inputNames.length !== 1) {
    await session.dispose();
    throw new Error(`feature network '${file}': has the inputs ${session.inputNames.join(', ')}; expected one, the picture`);
  }
  const identity = createHash('sha256').update(model).update(JSON.stringify([mean, deviation])).digest();

  async function computed(picture: Pick<Rendering, 'width' | 'height' | 'data'>): Promise<PatchFeatures> {
    const pixels = { dtype: 'float32' as const, shape: [1, 3, picture.height, picture.width], data: planes(picture, mean, deviation) };
    const outputs = await session.run({ [session.inputNames[0]]: pixels }).catch((error: Error) => {
      throw new Error(`feature network '${file}', on a picture of ${picture.width}×${picture.height} pixels: ${error.message}`, { cause: error });
    });
    const { data, shape } = outputs[session.outputNames[0]];
    return patchesOf(data as Float32Array, shape, file);
  }

  return {
    async features(picture) {
      if (!cache) return computed(picture);
      const key = createHash('sha256').update(identity).update(`${picture.width}×${picture.height}`).update(picture.data).digest('hex');
      const kept = path.join(cache, `${key}.npy`);
      const bytes = await readFile(kept).catch(() => undefined);
      if (bytes) {
        const { data, shape } = parseNpy(bytes);
        return { features: data as Float32Array, channels: shape[1] };
      }
      const fresh = await computed(picture);
      await makeFolder(cache);
      await writeFileAtomically(kept, encodeNpy([fresh.features.length / fresh.channels, fresh.channels], fresh.features));
      return fresh;
    },
    dispose: () => session.dispose(),
  };
}

import { expectedOneOf } from '@inrflow/core';
import { existsSync } from 'node:fs';
import type { Device } from '@inrflow/onnx';
import type { FeatureNetwork } from './featureNetwork.js';
import { NSFWJS_NETWORKS, openNsfwjsNetwork, type NsfwjsNetworkName } from './nsfwjs.js';
import { openOnnxNetwork } from './onnxNetwork.js';
import { rangeToMoments, type Layout, type Preprocessing } from './preprocessing.js';
import type { ResizeFilter } from './filters.js';

/** Which network makes the features, and how pictures are pre-processed for it. */
export interface FeatureOptions {
  /** An ONNX file, `nsfwjs/inception-v3` (default) or `nsfwjs/mobilenet-v2`. */
  features?: string;
  /** Edge of an ONNX file's input, in pixels. */
  featureSize?: number;
  /** Filter that resizes pictures to the network's input; `auto` by default. */
  featureFilter?: ResizeFilter;
  /** Values of black and white in an ONNX file's input, [black, white]. */
  featureRange?: readonly number[];
  /** Instead of the range: mean to subtract from samples in [0, 1], [red, green, blue]. */
  featureMean?: readonly number[];
  /** Deviation to divide by after that, [red, green, blue]. */
  featureDeviation?: readonly number[];
  /** Axis order of an ONNX file's input; `nchw` by default. */
  featureLayout?: Layout;
  /** Name of an ONNX file's output with the features; the only output by default. */
  featureOutput?: string;
  /** Name of an ONNX file's output with class probabilities or logits, for an Inception score; none by default. */
  classOutput?: string;
  threads?: number;
  device?: Device;
}

function vector(flag: string, numbers: readonly number[], length: number, isFine: (x: number) => boolean, expected: string): readonly number[] {
  if (numbers.length !== length || !numbers.every((x) => Number.isFinite(x) && isFine(x))) {
    throw new RangeError(`${flag} ${numbers.join(',')}: expected ${expected}`);
  }
  return numbers;
}

/** The pre-processing that must be stated for an ONNX file. */
function statedPreprocessing({ features, featureSize: size, featureFilter: filter = 'auto', featureRange: range, featureMean: mean, featureDeviation: deviation, featureLayout: layout = 'nchw' }: FeatureOptions): Preprocessing {
  if (size === undefined || (range === undefined) === (mean === undefined) || (mean === undefined) !== (deviation === undefined)) {
    throw new RangeError(`--features ${features} needs its pre-processing: --feature-size PIXELS and either --feature-range LOW,HIGH or --feature-mean R,G,B with --feature-deviation R,G,B`);
  }
  if (!Number.isInteger(size) || size < 1) throw new RangeError(`--feature-size ${size}: expected a positive number of pixels`);
  if (range) {
    const [low, high] = vector('--feature-range', range, 2, () => true, 'two numbers, such as -1,1');
    if (low === high) throw new RangeError(`--feature-range ${range.join(',')}: expected two different numbers, such as -1,1`);
    return { size, filter, layout, ...rangeToMoments([low, high]) };
  }
  return {
    size, filter, layout,
    mean: vector('--feature-mean', mean!, 3, () => true, 'three numbers, such as 0.485,0.456,0.406'),
    deviation: vector('--feature-deviation', deviation!, 3, (x) => x > 0, 'three positive numbers, such as 0.229,0.224,0.225'),
  };
}

/**
 * Opens the feature network that the options name.
 *
 * @throws RangeError if there is none of that name or path, its pre-processing is not stated, or options do not go with it
 */
export async function openFeatureNetwork(options: FeatureOptions): Promise<FeatureNetwork> {
  const { features = 'nsfwjs/inception-v3', featureFilter: filter, featureOutput: output, classOutput, threads, device } = options;
  if (Object.hasOwn(NSFWJS_NETWORKS, features)) {
    const flags = { '--feature-size': options.featureSize, '--feature-range': options.featureRange, '--feature-mean': options.featureMean, '--feature-deviation': options.featureDeviation, '--feature-layout': options.featureLayout, '--feature-output': output, '--class-output': classOutput };
    const given = Object.entries(flags).find(([, value]) => value !== undefined);
    if (given) throw new RangeError(`${given[0]} is for ONNX files: ${features} has its own`);
    return openNsfwjsNetwork(features as NsfwjsNetworkName, { filter, threads, device });
  }
  if (!/\.onnx$/i.test(features) && !existsSync(features)) {
    throw new RangeError(`--features ${features}: ${expectedOneOf(features, Object.keys(NSFWJS_NETWORKS))}; or the path of an ONNX file`);
  }
  return openOnnxNetwork(features, { preprocessing: statedPreprocessing({ ...options, features }), output, classOutput, threads, device });
}

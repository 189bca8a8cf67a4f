import { compileVelocity, normalValues, uniformValues, velocityFactors, type Model } from '@inrflow/core';
import { createSession, type HostTensor, type RuntimeDevice } from '@inrflow/onnx';
import { contextLayout, outputName } from './export.js';

const floats = (shape: number[], data: Float32Array): HostTensor => ({ dtype: 'float32', shape, data });

/** Arranges rows of values in the order of the encoder's input. */
function arranged(values: Float32Array, channels: number, indices: Int32Array): Float32Array {
  return Float32Array.from({ length: indices.length * channels }, (_, i) => values[indices[Math.floor(i / channels)] * channels + (i % channels)]);
}

/** The largest difference of a velocity between exported models on a device and the library on the CPU, on random input. */
export async function largestDifference(model: Model, models: { encoder: Uint8Array; decoder: Uint8Array }, queries: number, device: RuntimeDevice): Promise<{ absolute: number; relative: number }> {
  const { kind, settings, network, parameters, classes } = model;
  const { valueChannels, coordinateChannels } = network.modality;
  const points = kind.points(settings.data);
  const { coordinates: contextCoordinates, values, mask, grouping } = contextLayout(model);
  const random = (stream: string, count: number) => normalValues({ seed: 1, stream }, count);
  const context = random('context', points * valueChannels);
  const places = uniformValues({ seed: 1, stream: 'places' }, queries * coordinateChannels).map((x) => 2 * x - 1);
  const noisy = random('values', queries * valueChannels);
  const [time, label] = [0.4, Math.max(0, classes.length - 1)];

  const velocity = await compileVelocity(network, parameters, { chunk: queries });
  const pairs = { points, coordinates: gridOf(contextCoordinates.data, grouping.indices, points, coordinateChannels), values: context };
  const [expected] = await velocity([pairs], places, [noisy], time, { labels: Int32Array.of(label) });
  await velocity.dispose();

  const [encoder, decoder] = [await createSession(models.encoder, { device }), await createSession(models.decoder, { device })];
  const encoded = await encoder.run({
    ...(coordinateChannels > 0 && { coordinates: contextCoordinates }), values: floats(values.shape, arranged(context, valueChannels, grouping.indices)), ...(mask && { mask }), time: floats([1], Float32Array.of(time)),
    ...(classes.length > 0 && { label: { dtype: 'int32' as const, shape: [1], data: Int32Array.of(label) } }),
  });
  const result = await decoder.run({ latents: encoded.latents, vector: encoded.vector, ...(coordinateChannels > 0 && { coordinates: floats([1, queries, coordinateChannels], places) }), values: floats([1, queries, valueChannels], noisy) });
  await encoder.dispose();
  await decoder.dispose();
  const factors = network.denoises ? velocityFactors(network.denoises, time) : { denoised: 1, state: 0 };
  const found = (result[outputName(model)].data as Float32Array).map((value, i) => factors.denoised * value + factors.state * noisy[i]);
  const [absolute, largest] = expected.reduce(([difference, most], value, i) => [Math.max(difference, Math.abs(value - found[i])), Math.max(most, Math.abs(value))], [0, 0]);
  return { absolute, relative: largest === 0 ? absolute : absolute / largest };
}

/** The grid's coordinates in the order of its pixels, from their places in the encoder's input. */
function gridOf(laid: Float32Array, indices: Int32Array, points: number, channels: number): Float32Array {
  const grid = new Float32Array(points * channels);
  indices.forEach((pixel, place) => grid.set(laid.subarray(place * channels, (place + 1) * channels), pixel * channels));
  return grid;
}

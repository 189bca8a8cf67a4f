import * as tf from '@tensorflow/tfjs-core';
import { apply, type Attribute, type Value } from '../graph/value.js';
import { ACTIVATIONS } from './matrices.js';
import { binary, kernel, reshape, transpose, type Kernel } from './kernel.js';

type Padding = 'valid' | 'same' | number | [[number, number], [number, number], [number, number], [number, number]];

interface Window {
  strides: number | [number, number];
  pad: Padding;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

interface Convolution extends Window {
  /** Null if a layer omits it. */
  dilations: number | [number, number] | null;
  dataFormat?: 'NHWC' | 'NCHW';
}

interface Activation {
  activation?: string;
  leakyreluAlpha?: number;
}

type ConvolutionInfo = ReturnType<typeof tf.backend_util.computeConv2DInfo>;

/** Permutations to ONNX's layout, channels before height and width, and back. */
const [CHANNELS_FIRST, CHANNELS_LAST] = [[0, 3, 1, 2], [0, 2, 3, 1]];

/** The attributes that convolutions and pools share: window, strides and padding, spelt out so that `same` is what TensorFlow.js means by it. */
function windowOf({ padInfo: { top, bottom, left, right }, strideHeight, strideWidth }: ConvolutionInfo): Record<string, Attribute> {
  return { strides: [strideHeight, strideWidth], pads: [top, left, bottom, right] };
}

/** Applies an operator of ONNX's layout `[batch, channels, height, width]` to a tensor of either layout. */
function channelsFirst(op: string, x: Value, others: Value[], { outShape, dataFormat }: ConvolutionInfo, attributes: Record<string, Attribute>): Value {
  if (dataFormat === 'channelsFirst') return apply(op, [x, ...others], { dtype: 'float32', shape: [...outShape] }, attributes);
  const shape = CHANNELS_FIRST.map((axis) => outShape[axis]);
  return transpose(apply(op, [transpose(x, CHANNELS_FIRST), ...others], { dtype: 'float32', shape }, attributes), CHANNELS_LAST);
}

/** A two-dimensional convolution; `depthwise` if the filter `[height, width, channels, multiplier]` applies to each channel separately. */
function convolve(x: Value, filter: Value, { strides, pad, dilations, dataFormat = 'NHWC', dimRoundingMode }: Convolution, depthwise: boolean): Value {
  const layout = dataFormat === 'NHWC' ? 'channelsLast' : 'channelsFirst';
  const info = tf.backend_util.computeConv2DInfo(x.shape as [number, number, number, number], filter.shape as [number, number, number, number],
    strides, dilations ?? 1, pad as 'valid', dimRoundingMode, depthwise, layout);
  const [height, width, channels, outputs] = filter.shape;
  const weights = depthwise ? reshape(transpose(filter, [2, 3, 0, 1]), [channels * outputs, 1, height, width]) : transpose(filter, [3, 2, 0, 1]);
  return channelsFirst('Conv', x, [weights], info,
    { ...windowOf(info), kernel_shape: [height, width], dilations: [info.dilationHeight, info.dilationWidth], group: depthwise ? channels : 1 });
}

const convolution = (depthwise: boolean) => kernel<'x' | 'filter', Convolution>(({ x, filter }, attributes) => convolve(x, filter, attributes, depthwise));

/** A convolution with bias and activation. */
const fusedConvolution = (depthwise: boolean) =>
  kernel<'x' | 'filter' | 'bias' | 'preluActivationWeights', Convolution & Activation>(({ x, filter, bias, preluActivationWeights }, attributes) => {
    const { activation = 'linear', leakyreluAlpha = 0.2, dataFormat } = attributes;
    const activate = ACTIVATIONS[activation];
    if (!activate) throw new Error(`a fused convolution has no activation '${activation}'; expected one of ${Object.keys(ACTIVATIONS).join(', ')}`);
    const alongChannels = (value: Value) => (dataFormat === 'NCHW' && value.shape.length === 1 ? reshape(value, [value.shape[0], 1, 1]) : value);
    const result = convolve(x, filter, attributes, depthwise);
    return activate(bias ? binary('Add', result, alongChannels(bias)) : result, preluActivationWeights && alongChannels(preluActivationWeights), leakyreluAlpha);
  });

/** The mean or the largest number in a window of `[batch, height, width, channels]`; padding counts in neither. */
const pool = (op: 'AveragePool' | 'MaxPool') =>
  kernel<'x', Window & { filterSize: number | [number, number] }>(({ x }, { filterSize, strides, pad, dimRoundingMode }) => {
    const info = tf.backend_util.computePool2DInfo(x.shape as [number, number, number, number], filterSize, strides, 1, pad as 'valid', dimRoundingMode);
    return channelsFirst(op, x, [], info, { ...windowOf(info), kernel_shape: [info.filterHeight, info.filterWidth] });
  });

/** Convolutions and pools of two dimensions, forward alone: their gradients are not recorded. */
export const convolutions: Record<string, Kernel> = {
  Conv2D: convolution(false),
  DepthwiseConv2dNative: convolution(true),
  FusedConv2D: fusedConvolution(false),
  FusedDepthwiseConv2D: fusedConvolution(true),
  AvgPool: pool('AveragePool'),
  MaxPool: pool('MaxPool'),
};

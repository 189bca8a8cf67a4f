import type { RuntimeDevice } from './device.js';

/** How far ONNX Runtime rewrites a graph on its own. */
export type Optimization = 'disabled' | 'basic' | 'extended' | 'all';

/** How models are adapted to a device, and why. */
export interface DeviceRules {
  /** The level up to which ONNX Runtime rewrites the graph. */
  optimization: Optimization;
  /** Operators to write out in those of the ONNX standard, because the device computes them wrongly. */
  unfused: readonly string[];
  /** Whether operators of one sample are merged into fewer: parallel layers into one product, its modulation into the normalization. Only where that has been tested. */
  merges: boolean;
  /** Where outputs can stay between runs; undefined if each run copies them to the host. */
  buffers?: 'gpu-buffer';
  /** Why: what was observed, and where it is reported. */
  reasons: readonly string[];
}

const BASIC = 'above basic, ONNX Runtime fuses a LayerNormalization whose other outputs a gradient reads into SkipLayerNormalization, which lacks them '
  + '(1.30: "Missing Input: LayerNormalization_…"; the same fusion breaks other graphs: https://github.com/microsoft/onnxruntime/issues/27455)';

const NOT_MERGED = 'with the operators of one sample merged, sampling and export failed over SwiftShader (ONNX Runtime 1.30); on other devices it has not been tried';

/**
 * The rules of each device. Loosen a rule only with a measurement; {@link selfCheck} decides whether a device is used at all.
 */
export const DEVICE_RULES: Readonly<Record<RuntimeDevice, DeviceRules>> = {
  cpu: { optimization: 'all', unfused: [], merges: true, reasons: ['the reference: every test runs on it'] },
  cuda: { optimization: 'basic', unfused: [], merges: false, reasons: [BASIC, NOT_MERGED] },
  webgpu: {
    optimization: 'basic', unfused: ['MultiHeadAttention'], merges: false, buffers: 'gpu-buffer',
    reasons: [
      BASIC,
      NOT_MERGED,
      'fused attention is off by up to a fifth from 32 tokens on in ONNX Runtime 1.30 over SwiftShader, written out it is right to 2e-7; '
        + 'others report wrong numbers of flash attention on WebGPU: https://github.com/microsoft/onnxruntime/pull/26715, https://github.com/microsoft/onnxruntime/issues/26064',
    ],
  },
  directml: { optimization: 'basic', unfused: ['MultiHeadAttention'], merges: false, reasons: [BASIC, NOT_MERGED, 'fused attention has not been checked on any DirectML device'] },
  coreml: { optimization: 'basic', unfused: ['MultiHeadAttention'], merges: false, reasons: [BASIC, NOT_MERGED, 'CoreML has no fused attention: it would run on the CPU'] },
};

// Which of TensorFlow.js's tests are not about what the backend is for, and why.

/** Groups of tests that are skipped: by file name, or by the test's full name. */
export const groups = [
  { name: 'convolution and pooling', reason: 'out of scope: there are only the forward kernels that feature networks need, with tests of their own', file: /ops\/(conv|depthwise|separable|avg_pool|max_pool|pool|identity_pool|dilation2d|local_response)|fused_(conv2d|depthwise)/ },
  { name: 'images', reason: 'out of scope: pixels are decoded on the host', file: /ops\/(from_pixels|to_pixels|draw|image)|image_test/ },
  { name: 'Fourier transforms and signals', reason: 'out of scope: complex numbers', file: /ops\/(fft|ifft|rfft|irfft|stft|signal|complex_ops)/ },
  { name: 'strings', reason: 'out of scope: the backend holds numbers', file: /ops\/(string|static_regex)/, test: /^(?!.*(throw|must be|expect)).*string(?!ify)|1D string|^squeeze .*(default|specific dimension|all ones|only ones)/i },
  { name: 'complex numbers', reason: 'out of scope: no complex tensors', test: /complex|^(add|sub) .*upcasts when dtypes dont match/i },
  { name: 'sparse and ragged tensors', reason: 'out of scope', file: /ops\/(sparse|ragged)/ },
  { name: 'files, browsers and platforms', reason: 'not about a backend: model files, storage, browsers', file: /^(io|platforms)\/|browser|device_util/ },
];

/** Tests in scope that are known to fail, and why. The run fails on any other. */
export const known = [
  { test: /^profile /, reason: '`tf.profile` reads results with `dataSync()`; the backend computes on `await tensor.data()`' },
  { test: /^time cpu /, reason: '`tf.time` times kernels; here a kernel is recorded, and the graph is run later' },
  { test: /^exp .*int32/, reason: 'e¹⁰: 22026.4668 where 22026.4658 ± 0.001 is expected, a difference in the last bit' },
  { test: /^tan .*exceed float32 precision/, reason: 'tan(1.57076…): 30144.1777 where 30144.1758 is expected, a difference in the last bit' },
];

/** Fewest tests that must pass. */
export const LEAST_PASSED = 2798;

/** The group for which a test is skipped; undefined where it runs. */
export function groupOf(file, name) {
  return groups.find(({ file: files, test }) => files?.test(file) || test?.test(name))?.name;
}

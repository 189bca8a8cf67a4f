/**
 * Fourier features of coordinates: each coordinate itself, then sin(πkx) and cos(πkx) for k = 1 … frequencies.
 *
 * @param coordinates `[points, channels]`
 * @returns `[points, channels · (1 + 2 · frequencies)]`
 */
export function fourierFeatures(coordinates: Float32Array, channels: number, frequencies: number): Float32Array {
  const points = coordinates.length / channels;
  const width = channels * (1 + 2 * frequencies);
  const features = new Float32Array(points * width);
  for (let i = 0; i < points; i++) {
    for (let c = 0; c < channels; c++) {
      const x = coordinates[i * channels + c];
      features[i * width + c] = x;
      for (let k = 1; k <= frequencies; k++) {
        const at = i * width + channels + 2 * (c * frequencies + k - 1);
        features[at] = Math.sin(Math.PI * k * x);
        features[at + 1] = Math.cos(Math.PI * k * x);
      }
    }
  }
  return features;
}

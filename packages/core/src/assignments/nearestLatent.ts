/** The latent nearest to a point, and the squared distance to it. */
export interface Nearest {
  /** Its index. */
  latent: number;
  squaredDistance: number;
}

/**
 * A search for the pseudo-coordinate nearest to a point, by Euclidean distance; among equally near ones, the lowest index.
 *
 * Latents are sorted by their first channel and scanned outwards from the point until that channel alone is farther than the
 * nearest found: exact for every placement, and in few channels about √latents of them are looked at.
 *
 * @param pseudoCoordinates `[latents, channels]`
 * @returns a function of coordinates `[points, channels]` and the index of one of their points
 */
export function nearestLatentSearch(pseudoCoordinates: ArrayLike<number>, channels: number): (coordinates: ArrayLike<number>, point: number) => Nearest {
  const latents = pseudoCoordinates.length / channels;
  const order = Uint32Array.from({ length: latents }, (_, i) => i).sort((a, b) => pseudoCoordinates[a * channels] - pseudoCoordinates[b * channels]);
  const sorted = new Float64Array(latents * channels);
  for (let place = 0; place < latents; place++) {
    for (let channel = 0; channel < channels; channel++) sorted[place * channels + channel] = pseudoCoordinates[order[place] * channels + channel];
  }
  return (coordinates, point) => {
    const base = point * channels;
    const first = coordinates[base];
    let low = 0;
    for (let high = latents; low < high;) {
      const middle = (low + high) >>> 1;
      if (sorted[middle * channels] < first) low = middle + 1;
      else high = middle;
    }
    let latent = latents;
    let best = Infinity;
    for (const direction of [1, -1]) {
      for (let place = direction > 0 ? low : low - 1; place >= 0 && place < latents; place += direction) {
        let distance = (sorted[place * channels] - first) ** 2;
        if (distance > best) break;
        for (let channel = 1; channel < channels && distance <= best; channel++) {
          const difference = sorted[place * channels + channel] - coordinates[base + channel];
          distance += difference * difference;
        }
        if (distance < best || (distance === best && order[place] < latent)) {
          best = distance;
          latent = order[place];
        }
      }
    }
    return { latent, squaredDistance: best };
  };
}

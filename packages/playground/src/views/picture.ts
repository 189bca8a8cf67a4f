import { encodePng, type Picture } from '@inrflow/drawing';
import type { View } from './view.js';

/** Shows a picture on a canvas of the same size. */
export function pictureView(stage: HTMLElement): View<Picture> {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', 'The sampled picture');
  canvas.className = 'pixels';
  stage.replaceChildren(canvas);
  return {
    show({ width, height, channels, data }) {
      Object.assign(canvas, { width, height });
      const pixels = new ImageData(width, height);
      for (let i = 0; i < width * height; i++) {
        for (let c = 0; c < 3; c++) pixels.data[4 * i + c] = data[i * channels + (channels < 3 ? 0 : c)];
        pixels.data[4 * i + 3] = channels % 2 === 0 ? data[i * channels + channels - 1] : 255;
      }
      canvas.getContext('2d')!.putImageData(pixels, 0, 0);
    },
    file: (picture) => ({ name: 'sample.png', type: 'image/png', content: encodePng(picture) }),
  };
}

/** A soft shadow on the ground, for the page's script: how many points lie above each place, blurred, as one textured square. */
export const SHADOW = String.raw`
const [CELLS, REACH] = [96, 1.5];

/** Alphas of CELLS by CELLS places between -REACH and REACH along x and z; integers times scale are positions. */
function shadowOf(integers, scale) {
  let density = new Float32Array(CELLS * CELLS);
  const cellOf = (integer) => Math.min(CELLS - 1, Math.floor(((integer * scale / REACH + 1) / 2) * CELLS));
  const weight = (3 * CELLS * CELLS) / integers.length;
  for (let i = 0; i < integers.length; i += 3) density[cellOf(integers[i + 2]) * CELLS + cellOf(integers[i])] += weight;
  // Box blurs along both axes, three times over, come close to a Gaussian.
  for (const stride of [1, CELLS, 1, CELLS, 1, CELLS]) {
    const blurred = new Float32Array(density.length);
    for (let i = 0; i < density.length; i++) {
      const along = Math.floor(i / stride) % CELLS;
      for (let k = -2; k <= 2; k++) if (along + k >= 0 && along + k < CELLS) blurred[i] += density[i + k * stride] / 5;
    }
    density = blurred;
  }
  const pixels = new Uint8Array(4 * density.length).fill(255);
  density.forEach((x, i) => { pixels[4 * i + 3] = 255 * (1 - Math.exp(-0.3 * x)); });
  return pixels;
}

/** A square on the ground whose colour the page's style gives. */
function createShadow(THREE) {
  const texture = new THREE.DataTexture(new Uint8Array(4 * CELLS * CELLS), CELLS, CELLS);
  texture.magFilter = texture.minFilter = THREE.LinearFilter;
  // Rows of the texture follow z, which the turned square's own up does not.
  texture.flipY = false;
  const geometry = new THREE.PlaneGeometry(2 * REACH, 2 * REACH).rotateX(Math.PI / 2);
  const square = new THREE.Mesh(geometry, new THREE.MeshBasicMaterial({ map: texture, transparent: true, depthWrite: false, side: THREE.DoubleSide }));
  return {
    square,
    show(integers, scale, low) {
      texture.image.data.set(shadowOf(integers, scale / 32767));
      texture.needsUpdate = true;
      square.position.y = low * scale - 0.03;
    },
  };
}
`;

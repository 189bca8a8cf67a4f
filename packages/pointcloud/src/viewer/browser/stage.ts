/**
 * The scene, for the page's script: a cloud fitted into the unit ball around the origin, and a camera that keeps that ball in view
 * for any shape of the canvas.
 */
export const STAGE = String.raw`
const FIELD = 30;
const radians = (degrees) => (degrees * Math.PI) / 180;

/** The stored 16-bit integers, which stand for positions between -1 and 1. */
function integersOf(cloud) {
  const text = atob(cloud.data);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return new Int16Array(bytes.buffer);
}

/** How far a cloud reaches: the scale that brings it into the unit ball, and its lowest and highest point before that. */
function extentOf(integers) {
  let [reach, low, high] = [0, 1, -1];
  for (let i = 0; i < integers.length; i += 3) {
    const [x, y, z] = [integers[i] / 32767, integers[i + 1] / 32767, integers[i + 2] / 32767];
    reach = Math.max(reach, Math.hypot(x, y, z));
    low = Math.min(low, y);
    high = Math.max(high, y);
  }
  return { scale: 1 / (reach || 1), low, high };
}

/** A scene that shows one cloud at a time, with its shadow where there is a background. */
function createStage(THREE, { opaque }) {
  const scene = new THREE.Scene();
  const camera = new THREE.PerspectiveCamera(FIELD, 1, 0.1, 100);
  const balls = new THREE.Points(new THREE.BufferGeometry(), ballMaterial(THREE, opaque));
  balls.frustumCulled = false;
  const shadow = createShadow(THREE);
  scene.add(balls, shadow.square);
  const { uniforms } = balls.material;
  let [points, factor] = [1, 1];
  const fitBalls = () => { uniforms.radius.value = factor * Math.min(0.045, 1.15 / Math.sqrt(points)); };
  return {
    camera,
    show(cloud) {
      const integers = integersOf(cloud);
      const { scale, low, high } = extentOf(integers);
      points = integers.length / 3;
      balls.geometry.dispose();
      balls.geometry = new THREE.BufferGeometry();
      balls.geometry.setAttribute('position', new THREE.BufferAttribute(integers, 3, true));
      balls.scale.setScalar(scale);
      shadow.show(integers, scale, low);
      uniforms.low.value = low;
      uniforms.high.value = high;
      fitBalls();
    },
    /** The canvas's size in pixels, and what lies over its top and bottom: the unit ball spans the shorter side of the rest. */
    resize(width, height, top = 0, bottom = 0) {
      const span = Math.max(1, Math.min(width, height - top - bottom));
      const tangent = (Math.tan(radians(FIELD / 2)) * height) / span;
      camera.aspect = width / height;
      camera.fov = (2 * Math.atan(tangent) * 180) / Math.PI;
      camera.setViewOffset(width, height, 0, (bottom - top) / 2, width, height);
      uniforms.pixels.value = height / (2 * tangent);
    },
    /** Size of the balls, relative to those that just about touch on a surface. */
    resizePoints(times) {
      factor = times;
      fitBalls();
    },
    shade(colour) { shadow.square.material.color.set(colour); },
    /** Views the cloud from the front right, above; with a margin of 1 the unit ball just fits. */
    home(margin) {
      const [azimuth, elevation] = [radians(35), radians(22)];
      camera.position.set(Math.cos(elevation) * Math.sin(azimuth), Math.sin(elevation), Math.cos(elevation) * Math.cos(azimuth));
      camera.position.multiplyScalar(margin / Math.sin(radians(FIELD / 2)));
      camera.lookAt(0, 0, 0);
    },
    render(renderer) {
      // From below, the shadow would lie between the eye and the cloud.
      shadow.square.visible = opaque && camera.position.y > shadow.square.position.y;
      renderer.render(scene, camera);
    },
  };
}
`;

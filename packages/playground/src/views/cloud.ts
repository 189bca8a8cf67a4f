import type { View } from './view.js';

const SIZE = 720;

/** A cloud as the text of a PLY file. */
function plyOf(positions: Float32Array): string {
  const rows = Array.from({ length: positions.length / 3 }, (_, i) => Array.from(positions.subarray(3 * i, 3 * i + 3)).join(' '));
  return `ply\nformat ascii 1.0\nelement vertex ${rows.length}\nproperty float x\nproperty float y\nproperty float z\nend_header\n${rows.join('\n')}\n`;
}

/** Shows a cloud in space, shaded by depth, which the reader turns by dragging or with the arrow keys. */
export function cloudView(stage: HTMLElement): View<Float32Array> {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: SIZE, height: SIZE, tabIndex: 0 });
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', 'The sampled cloud; arrow keys turn it');
  stage.replaceChildren(canvas);
  const context = canvas.getContext('2d')!;
  let [turn, tilt] = [0.7, 0.35];
  let cloud: Float32Array = new Float32Array();

  function draw(): void {
    context.clearRect(0, 0, SIZE, SIZE);
    const [cosTurn, sinTurn, cosTilt, sinTilt] = [Math.cos(turn), Math.sin(turn), Math.cos(tilt), Math.sin(tilt)];
    let reach = 1e-6;
    for (const x of cloud) reach = Math.max(reach, Math.abs(x));
    const seen = Array.from({ length: cloud.length / 3 }, (_, i) => {
      const [x, y, z] = cloud.subarray(3 * i, 3 * i + 3);
      const [right, away] = [x * cosTurn + z * sinTurn, z * cosTurn - x * sinTurn];
      return { right: right / reach, up: (y * cosTilt - away * sinTilt) / reach, depth: (y * sinTilt + away * cosTilt) / reach };
    }).sort((a, b) => a.depth - b.depth);
    for (const { right, up, depth } of seen) {
      context.fillStyle = `hsl(210 60% ${Math.round(50 + 18 * depth)}%)`;
      context.beginPath();
      context.arc(SIZE * (0.5 + 0.4 * right), SIZE * (0.5 - 0.4 * up), 3.5 + 1.5 * depth, 0, 2 * Math.PI);
      context.fill();
    }
  }
  const rotate = (right: number, down: number) => {
    turn += right;
    tilt = Math.max(-1.5, Math.min(1.5, tilt + down));
    draw();
  };
  canvas.addEventListener('pointermove', ({ buttons, movementX, movementY }) => buttons > 0 && rotate(movementX / 120, movementY / 120));
  canvas.addEventListener('pointerdown', ({ pointerId }) => canvas.setPointerCapture(pointerId));
  canvas.addEventListener('keydown', (event) => {
    const by = { ArrowLeft: [-0.15, 0], ArrowRight: [0.15, 0], ArrowUp: [0, -0.15], ArrowDown: [0, 0.15] }[event.key];
    if (!by) return;
    event.preventDefault();
    rotate(by[0], by[1]);
  });
  return {
    show(positions) {
      cloud = positions;
      draw();
    },
    file: (positions) => ({ name: 'sample.ply', type: 'model/ply', content: plyOf(positions) }),
  };
}

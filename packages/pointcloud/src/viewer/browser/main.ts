/** The page's behaviour, for the page's script: choosing a cloud, turning it, the tools, keys, and what the reader's system prefers. */
export const MAIN = String.raw`
function start(THREE, OrbitControls) {
  const clouds = JSON.parse(byId('clouds').textContent);
  const buttons = [...document.querySelectorAll('nav button')];
  const canvas = byId('view');
  const renderer = new THREE.WebGLRenderer({ canvas, antialias: true, alpha: false });
  const stage = createStage(THREE, { opaque: true });
  const controls = new OrbitControls(stage.camera, canvas);
  Object.assign(controls, { minDistance: 1.2, maxDistance: 20, autoRotateSpeed: 1.6 });

  // A frame is drawn whenever something changes, and for as long as the cloud turns or coasts.
  let [asked, before] = [false, 0];
  const ask = () => {
    if (!asked) requestAnimationFrame(draw);
    asked = true;
  };
  function draw(now) {
    asked = false;
    const moved = controls.update(Math.min(0.1, (now - before) / 1000));
    before = now;
    stage.render(renderer);
    if (moved || controls.autoRotate) ask();
  }
  controls.addEventListener('change', ask);

  const rotate = (on) => {
    controls.autoRotate = on;
    byId('rotate').textContent = on ? 'Stop' : 'Turn';
    ask();
  };
  canvas.addEventListener('pointerdown', () => rotate(false));

  let current = 0;
  const choose = (index) => {
    current = (index + clouds.length) % clouds.length;
    const { name, group, points, size } = clouds[current];
    stage.show(clouds[current]);
    byId('name').textContent = name;
    byId('facts').textContent = [group, points + (points === '1' ? ' point' : ' points'), size].filter(Boolean).join(' · ');
    byId('place').textContent = current + 1 + ' / ' + clouds.length;
    canvas.setAttribute('aria-label', 'Point cloud ' + name + '. Drag to turn it; Shift and the arrow keys turn it, too.');
    buttons.forEach((button, i) => (i === current ? button.setAttribute('aria-current', 'true') : button.removeAttribute('aria-current')));
    buttons[current].scrollIntoView({ block: 'nearest', inline: 'nearest' });
    ask();
  };
  const reset = () => {
    controls.target.set(0, 0, 0);
    stage.home(1.06);
    ask();
  };

  buttons.forEach((button, i) => button.addEventListener('click', () => choose(i)));
  byId('previous').addEventListener('click', () => choose(current - 1));
  byId('next').addEventListener('click', () => choose(current + 1));
  byId('rotate').addEventListener('click', () => rotate(!controls.autoRotate));
  byId('reset').addEventListener('click', reset);
  byId('size').addEventListener('input', (event) => {
    stage.resizePoints(event.target.value / 100);
    ask();
  });

  const turns = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target === byId('size')) return;
    if (event.shiftKey && turns[event.key]) {
      const [across, up] = turns[event.key];
      rotate(false);
      controls.rotateLeft(across * 0.15);
      controls.rotateUp(up * 0.15);
      ask();
    } else if (event.key === 'ArrowLeft') choose(current - 1);
    else if (event.key === 'ArrowRight') choose(current + 1);
    else if (event.key === ' ' && !event.target.closest('button')) rotate(!controls.autoRotate);
    else return;
    event.preventDefault();
  });

  new ResizeObserver(() => {
    const ratio = Math.min(2, devicePixelRatio);
    const [width, height] = [Math.max(1, canvas.clientWidth), Math.max(1, canvas.clientHeight)];
    renderer.setPixelRatio(ratio);
    renderer.setSize(width, height, false);
    // On a wide view the names stand beside the cloud, on a narrow one above it.
    const top = document.querySelector('header').offsetHeight * (width < height ? 1 : 0.4);
    stage.resize(...[width, height, top, document.querySelector('footer').offsetHeight].map((length) => length * ratio));
    controls.update();
    stage.render(renderer);
  }).observe(canvas);
  prefers('prefers-color-scheme: dark', () => {
    const style = getComputedStyle(document.documentElement);
    renderer.setClearColor(style.getPropertyValue('--stage').trim());
    stage.shade(style.getPropertyValue('--shadow').trim());
    ask();
  });
  prefers('prefers-reduced-motion: reduce', (still) => {
    controls.enableDamping = !still;
    rotate(!still);
  });
  reset();
  choose(0);
  if (clouds.length > 1) drawThumbnails(THREE, clouds, buttons);
}

try {
  const { THREE, OrbitControls } = await loadThree();
  start(THREE, OrbitControls);
  document.body.dataset.ready = 'true';
} catch (error) {
  byId('message').textContent = 'The clouds are not shown: ' + error.message + ' A recent browser with WebGL is needed.';
}
`;

import type { StructureWords } from '../structurePage.js';

/** The page's behaviour, for the page's script: choosing a structure, turning it, the tools, keys, and what the reader's system prefers. */
export const mainScript = ({ one, many }: StructureWords): string => String.raw`
function start(library, entries) {
  const buttons = [...document.querySelectorAll('nav button')];
  const view = byId('view');
  const stage = createStage(library, view);

  // Turned by the time that passed, one frame after the other: a slow machine skips, and still hears its reader.
  let [turning, frame, before] = [false, 0, undefined];
  const turn = (now) => {
    if (before !== undefined) stage.viewer.rotate(0.014 * Math.min(100, now - before), 'vy');
    before = now;
    frame = requestAnimationFrame(turn);
  };
  const rotate = (on) => {
    cancelAnimationFrame(frame);
    [turning, before] = [on, undefined];
    if (on) frame = requestAnimationFrame(turn);
    byId('rotate').textContent = on ? 'Stop' : 'Turn';
  };
  for (const kind of ['pointerdown', 'touchstart']) view.addEventListener(kind, () => rotate(false), { capture: true, passive: true });

  const ways = [...document.querySelectorAll('[data-way]')];
  const ticks = { prediction: byId('show-prediction'), truth: byId('show-truth'), ...Object.fromEntries(ways.map((box) => [box.id, box])) };
  const draw = () => stage.draw(Object.fromEntries(Object.entries(ticks).map(([name, box]) => [name, box.checked])));
  // One way of drawing is always chosen: without any, nothing would be seen.
  for (const box of Object.values(ticks)) {
    box.addEventListener('change', () => {
      if (ways.includes(box) && !ways.some((way) => way.checked)) (ways.find((way) => way !== box) ?? box).checked = true;
      draw();
    });
  }

  let current = 0;
  const choose = (index) => {
    current = (index + entries.length) % entries.length;
    const entry = entries[current];
    for (const id of ['name', 'note', 'facts']) byId(id).textContent = entry[id];
    byId('place').textContent = current + 1 + ' / ' + entries.length;
    view.setAttribute('aria-label', 'Predicted ${one} ' + entry.name + '. Drag to turn it; Shift and the arrow keys turn it, too.');
    buttons.forEach((button, i) => (i === current ? button.setAttribute('aria-current', 'true') : button.removeAttribute('aria-current')));
    buttons[current].scrollIntoView({ block: 'nearest', inline: 'nearest' });
    ticks.truth.disabled = !entry.truth;
    ticks.truth.closest('label').title = entry.truth ? '' : 'The true structure is not given';
    stage.show(entry);
  };
  buttons.forEach((button, i) => button.addEventListener('click', () => choose(i)));
  byId('previous').addEventListener('click', () => choose(current - 1));
  byId('next').addEventListener('click', () => choose(current + 1));
  byId('rotate').addEventListener('click', () => rotate(!turning));
  byId('reset').addEventListener('click', () => stage.home());

  const turns = { ArrowLeft: [-10, 'vy'], ArrowRight: [10, 'vy'], ArrowUp: [-10, 'vx'], ArrowDown: [10, 'vx'] };
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.shiftKey && turns[event.key]) {
      rotate(false);
      stage.viewer.rotate(...turns[event.key]);
    } else if (event.key === 'ArrowLeft') choose(current - 1);
    else if (event.key === 'ArrowRight') choose(current + 1);
    else if (event.key === ' ' && !event.target.closest('button, label')) rotate(!turning);
    else return;
    event.preventDefault();
  });

  let shape = view.clientWidth / view.clientHeight;
  new ResizeObserver(() => {
    // Turning a phone is another view; a few pixels are not.
    const now = view.clientWidth / Math.max(1, view.clientHeight);
    if ((now < 1) === (shape < 1)) return;
    shape = now;
    stage.home();
  }).observe(view);
  draw();
  choose(0);
  prefers('prefers-color-scheme: dark', () => stage.shade(getComputedStyle(document.documentElement).getPropertyValue('--stage').trim()));
  prefers('prefers-reduced-motion: reduce', (still) => rotate(!still));
}

try {
  const [library, entries] = await Promise.all([loadLibrary(), unpack('structures').then(JSON.parse)]);
  start(library, entries);
  document.body.dataset.ready = 'true';
} catch (error) {
  byId('message').textContent = 'The ${many} are not shown: ' + (error.message ?? error) + ' A recent browser with WebGL is needed.';
}
`;

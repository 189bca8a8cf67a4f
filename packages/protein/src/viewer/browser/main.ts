/** The page's behaviour, for the page's script: choosing a protein, turning it, the tools, keys, and what the reader's system prefers. */
export const MAIN = String.raw`
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

  const ticks = { prediction: byId('show-prediction'), truth: byId('show-truth'), cartoon: byId('cartoon'), sticks: byId('sticks') };
  const draw = () => stage.draw(Object.fromEntries(Object.entries(ticks).map(([name, box]) => [name, box.checked])));
  // One way of drawing is always chosen: without any, nothing would be seen.
  const other = { cartoon: 'sticks', sticks: 'cartoon' };
  for (const [name, box] of Object.entries(ticks)) {
    box.addEventListener('change', () => {
      if (!box.checked && other[name]) ticks[other[name]].checked = true;
      draw();
    });
  }

  let current = 0;
  const choose = (index) => {
    current = (index + entries.length) % entries.length;
    const entry = entries[current];
    for (const id of ['name', 'note', 'facts']) byId(id).textContent = entry[id];
    byId('place').textContent = current + 1 + ' / ' + entries.length;
    view.setAttribute('aria-label', 'Predicted protein ' + entry.name + '. Drag to turn it; Shift and the arrow keys turn it, too.');
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
  const [library, entries] = await Promise.all([loadLibrary(), unpack('proteins').then(JSON.parse)]);
  start(library, entries);
  document.body.dataset.ready = 'true';
} catch (error) {
  byId('message').textContent = 'The proteins are not shown: ' + (error.message ?? error) + ' A recent browser with WebGL is needed.';
}
`;

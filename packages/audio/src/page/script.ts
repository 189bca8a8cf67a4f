/** The page's script: a card plays its sound when it is clicked, and arrow keys move from one to the next. */
export const SCRIPT = String.raw`
const cards = [...document.querySelectorAll('button')];
let current;

function stop() {
  if (!current) return;
  current.audio.pause();
  current.card.classList.remove('playing');
  current = undefined;
}

function follow() {
  if (!current) return;
  const { audio, card } = current;
  card.querySelector('i').style.left = 100 * (audio.currentTime / (audio.duration || 1)) + '%';
  requestAnimationFrame(follow);
}

function play(card) {
  stop();
  const audio = card.querySelector('audio');
  audio.currentTime = 0;
  audio.volume = byId('volume').value / 100;
  current = { card, audio };
  card.classList.add('playing');
  audio.play().catch((error) => {
    byId('help').textContent = 'This browser does not play the sound: ' + error.message;
    if (current?.audio === audio) stop();
  });
  follow();
}

for (const card of cards) {
  card.addEventListener('click', () => (current?.card === card ? stop() : play(card)));
  card.querySelector('audio').addEventListener('ended', () => {
    card.dataset.played = Number(card.dataset.played ?? 0) + 1;
    if (current?.card === card) stop();
  });
}
byId('volume').addEventListener('input', ({ target }) => current && (current.audio.volume = target.value / 100));
addEventListener('keydown', (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const at = cards.indexOf(document.activeElement);
  if (event.key === 'Escape') stop();
  if (step === undefined || event.target.tagName === 'INPUT') return;
  const next = cards[at < 0 ? 0 : (at + step + cards.length) % cards.length];
  next.focus();
  play(next);
  event.preventDefault();
});
document.body.dataset.ready = 'yes';
`;

/** The list's pictures, for the page's script: each is drawn once, when it first scrolls near, one after the other. */
export const THUMBNAILS = String.raw`
function drawThumbnails(THREE, clouds, buttons) {
  const [drawn, kept] = [384, 192];
  const renderer = new THREE.WebGLRenderer({ alpha: true, antialias: true });
  renderer.setClearColor(0, 0);
  renderer.setSize(drawn, drawn, false);
  const stage = createStage(THREE, { opaque: false });
  stage.resize(drawn, drawn);
  stage.resizePoints(1.2);
  stage.home(1.02);

  const waiting = new Set();
  const drawNext = () => {
    const [button] = waiting;
    waiting.delete(button);
    stage.show(clouds[buttons.indexOf(button)]);
    stage.render(renderer);
    const canvas = button.querySelector('canvas');
    canvas.width = canvas.height = kept;
    const context = canvas.getContext('2d');
    context.imageSmoothingQuality = 'high';
    context.drawImage(renderer.domElement, 0, 0, kept, kept);
    if (waiting.size > 0) setTimeout(drawNext);
  };
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      waiting.add(target);
      if (waiting.size === 1) setTimeout(drawNext);
    }
  }, { root: document.querySelector('nav'), rootMargin: '200px' });
  for (const button of buttons) observer.observe(button);
}
`;

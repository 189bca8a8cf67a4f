/** The scene, for the page's script: one conformer at a time and its reference, as sticks, balls or both; elements have their usual colours, carbon that of what it belongs to. */
export const STAGE = String.raw`
function createStage(library, element) {
  const viewer = library.createViewer(element, { antialias: true });
  let models = {};
  let ways = {};
  const restyle = () => {
    const page = getComputedStyle(document.documentElement);
    for (const [name, model] of Object.entries(models)) {
      const carbon = page.getPropertyValue('--' + name).trim();
      const colours = { colorscheme: { prop: 'elem', map: { ...library.elementColors.rasmol, C: carbon, H: carbon } } };
      const opacity = name === 'truth' ? 0.6 : 1;
      model.setStyle({}, ways[name] ? { ...(ways.sticks && { stick: { radius: 0.13, opacity, ...colours } }), ...(ways.balls && { sphere: { scale: 0.22, opacity, ...colours } }) } : {});
    }
    viewer.render();
  };
  return {
    viewer,
    draw(chosen) {
      ways = chosen;
      restyle();
    },
    show(entry) {
      viewer.removeAllModels();
      models = { prediction: viewer.addModel(entry.prediction, 'sdf'), ...(entry.truth && { truth: viewer.addModel(entry.truth, 'sdf') }) };
      this.home();
      restyle();
    },
    home() {
      viewer.setView([0, 0, 0, 0, 0, 0, 0, 1]);
      viewer.zoomTo();
      viewer.zoom(0.9);
    },
    shade(colour) {
      viewer.setBackgroundColor(colour);
      restyle();
    },
  };
}
`;

/** The scene, for the page's script: one prediction at a time and the truth, as cartoons, sticks or both. */
export const STAGE = String.raw`
/** Adds a chain as a model whose cartoon joins all neighbours in sequence, however far apart they lie, and nothing else. */
function addChain(viewer, text) {
  const model = viewer.addModel(text, 'cif');
  const atoms = model.selectedAtoms({});
  let [run, before] = [0, undefined];
  for (const atom of atoms) {
    if (before !== undefined && atom.resi !== before && atom.resi !== before + 1) run += 1;
    atom.reschain = run;
    before = atom.resi;
  }
  // Carbonyl oxygens orient a ribbon: without them, draw a tube through the alpha carbons.
  const count = (name) => atoms.filter(({ atom }) => atom === name).length;
  return { model, ribbon: 2 * count('O') >= count('CA') };
}

/** How far atoms reach from the middle of their box, in Å: in any direction, sideways under any turn about y, and up or down. */
function reachOf(atoms) {
  const middle = (axis) => {
    const along = atoms.map((atom) => atom[axis]);
    return (along.reduce((a, b) => Math.max(a, b)) + along.reduce((a, b) => Math.min(a, b))) / 2;
  };
  const [x, y, z] = ['x', 'y', 'z'].map(middle);
  const farthest = (distance) => atoms.reduce((far, atom) => Math.max(far, distance(atom.x - x, atom.y - y, atom.z - z)), 2);
  return { radius: farthest(Math.hypot), across: farthest((dx, dy, dz) => Math.hypot(dx, dz)), up: farthest((dx, dy) => Math.abs(dy)) };
}

function createStage(library, element) {
  const viewer = library.createViewer(element, { antialias: true, cartoonQuality: 10, lowerZoomLimit: 15, upperZoomLimit: 2500 });
  let chains = {};
  let ways = {};
  const styleOf = (ribbon, colour, opacity) => ({
    ...(ways.cartoon && { cartoon: { color: colour, opacity, arrows: true, style: ribbon ? 'oval' : 'trace', thickness: 0.45, gapcutoff: 30 } }),
    ...(ways.sticks && { stick: { color: colour, opacity, radius: ways.cartoon ? 0.1 : 0.16 } }),
  });
  const restyle = () => {
    const page = getComputedStyle(document.documentElement);
    for (const [name, { model, ribbon }] of Object.entries(chains)) {
      model.setStyle({}, ways[name] ? styleOf(ribbon, page.getPropertyValue('--' + name).trim(), name === 'truth' ? 0.6 : 1) : {});
    }
    viewer.render();
  };
  return {
    viewer,
    /** Chooses which chains are drawn, and how. */
    draw(chosen) {
      ways = chosen;
      restyle();
    },
    show(entry) {
      viewer.removeAllModels();
      chains = { prediction: addChain(viewer, entry.prediction), ...(entry.truth && { truth: addChain(viewer, entry.truth) }) };
      this.home();
      restyle();
    },
    /** Views the chains from their broad side, as large as fits while they turn about the upright axis in an element of this shape. */
    home() {
      viewer.setView([0, 0, 0, 0, 0, 0, 0, 1]);
      // Fits the height to the ball around the middle of the atoms' box, about which they turn.
      viewer.zoomTo();
      const { radius, across, up } = reachOf(viewer.selectedAtoms({}));
      const aspect = element.clientWidth / Math.max(1, element.clientHeight);
      viewer.zoom(0.86 * Math.min(radius / up, (radius * aspect) / across));
    },
    shade(colour) {
      viewer.setBackgroundColor(colour);
      restyle();
    },
  };
}
`;

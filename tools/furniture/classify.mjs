// Which class a model of the catalogues belongs to, by its English name.

/**
 * The classes, and the words with which a name of each ends, longest ending first: "Bar stool" ends with "stool", "Desk lamp" with
 * "lamp". What follows "with" or "on" does not count, nor do numbers: "Table on trestles" is a table, "Sofa 2 seats" a sofa.
 */
export const CLASSES = {
  bed: ['bed', 'crib', 'futon'],
  cabinet: ['bedside table', 'bookcase', 'cabinet', 'chest', 'cupboard', 'dresser', 'locker', 'shelves', 'tv stand', 'wardrobe'],
  chair: ['armchair', 'chair', 'seat', 'stool'],
  lamp: ['chandelier', 'lamp', 'lamppost', 'lantern', 'light', 'lights', 'spotlight'],
  plant: [
    'acacia', 'bamboo', 'beech', 'blossom', 'cactus', 'cypress', 'ficus', 'flowers', 'lily', 'maple', 'orchids', 'pine', 'plant', 'poplar', 'spathiphyllum', 'tree', 'tulips', 'yucca',
  ],
  sofa: ['couch', 'sofa', 'sofa bz'],
  table: ['desk', 'table'],
};

/** Categories of the catalogues in which names mean something else. */
const OTHER_CATEGORIES = ['Characters', 'Doors and windows', 'Staircases', 'Vehicles'];

/** Names that end like a class's but are none of it. */
const OTHER_NAMES = ['changing table', 'football table', 'pool table'];

/** 'Sofa 2 seats' → 'sofa'. */
const head = (name) => name.toLowerCase().split(/\s(?:with|on|\d+)\s/)[0].trim();

/**
 * The class of a model.
 *
 * @param item `{ name, category }`, as its catalogue gives them in English
 * @returns a key of {@link CLASSES}, or undefined where none fits
 */
export function classify({ name, category }) {
  const words = head(name);
  if (OTHER_CATEGORIES.includes(category) || OTHER_NAMES.includes(words)) return undefined;
  const endings = Object.entries(CLASSES).flatMap(([label, list]) => list.map((ending) => ({ label, ending })));
  const fitting = endings.filter(({ ending }) => words === ending || words.endsWith(` ${ending}`));
  // "Bedside table" is also a "table": the longer ending says more.
  return fitting.sort((a, b) => b.ending.length - a.ending.length)[0]?.label;
}

import { UnreadableExampleError, type Address, type Dataset } from '@inrflow/core';
import { createItemStore } from '@inrflow/core/node';
import { augment } from '../clouds/augmentation.js';
import { momentsFrom, type Moments } from '../clouds/moments.js';
import { datasetPlacement, shapePlacement } from '../clouds/normalization.js';
import { place, placementFrom, placementOfOrigin, type Placement } from '../clouds/placement.js';
import type { Shape } from '../files/shape.js';
import { openSource } from './openSource.js';
import { checkOptions, type PointCloudDatasetOptions } from './options.js';
import { drawPoints, loadPrepared, orUnreadable, type PreparedShape } from './prepare.js';
import type { CatalogueItem, Entry, ShapeSource } from './source.js';
import { selectPart } from './split.js';
import { openViews, type Views } from './views.js';

/** A data set of clouds drawn from meshes or larger clouds. */
export interface PointCloudDataset extends Dataset {
  /** Number of points of an example. */
  points: number;
  /** File name of each example, relative to the folder or archive. */
  names: readonly string[];
  close(): Promise<void>;
  /** A catalogue's record of each example, such as its creator and licence; absent if the source is not a catalogue. */
  items?: readonly CatalogueItem[];
  /** How examples are seen, if pictures are their conditions. */
  views?: Views;
  /** Where the normalization puts all examples; absent if each has its own placement. */
  placement?: Placement;
  /** Where the normalization puts an example; `unplace` undoes it. */
  placementOf(index: number): Promise<Placement>;
  /** The whole mesh or cloud from which an example's values are drawn, normalized but not augmented. */
  shape(index: number): Promise<Shape>;
}

/** Leaves positions as they are in their files. */
const NOWHERE: Placement = { offset: [0, 0, 0], scale: 1 };

/** The placement by the mean and deviation of all shapes; unreadable shapes are left out unless strict. */
async function measureDataset(count: number, get: (index: number) => Promise<PreparedShape>, strict: boolean): Promise<Placement> {
  const moments: Moments[] = [];
  let failure: unknown;
  for (let i = 0; i < count; i++) {
    try {
      const { moments: own, origin } = await get(i);
      moments.push(momentsFrom(own, origin));
    } catch (error) {
      if (strict || !(error instanceof UnreadableExampleError)) throw error;
      failure ??= error;
    }
  }
  if (moments.length === 0) throw failure;
  return datasetPlacement(moments);
}

async function createDataset(source: ShapeSource, entries: readonly Entry[], training: readonly Entry[], options: PointCloudDatasetOptions): Promise<PointCloudDataset> {
  const views = options.views && (await openViews(options.views));
  const { points = 2048, normalization = 'unit-box', augmentation = {}, upAxis = 'y', strict = false, cacheBytes = 2 ** 30 } = options;
  const load = (entry: Entry) => loadPrepared(source, entry, { points, upAxis, strict });
  const store = createItemStore((index) => load(entries[index]), cacheBytes);
  const get = (index: number) => {
    if (!(index in entries)) throw new RangeError(`example ${index} of a data set of ${entries.length} was asked for`);
    return store.get(index);
  };
  const common = typeof normalization === 'object' ? normalization
    : normalization === 'dataset' ? await measureDataset(training.length, (i) => (training === entries ? store.get(i) : load(training[i])), strict) : undefined;
  /** The placement of an example's prepared positions, which are relative to their origin. */
  const placementOf = (index: number, { moments, origin }: PreparedShape): Promise<Placement> =>
    orUnreadable(source, entries[index], () => (common ? placementFrom(common, origin) : normalization === 'none' ? placementFrom(NOWHERE, origin) : shapePlacement(normalization as 'unit-box', moments)));
  /** The placement of an example in its views: in the unit sphere, which fills the cameras' pictures, if its values have unit deviation; else as for its values. */
  const seenAt = async (index: number, { moments }: PreparedShape, placement: Placement) =>
    (normalization === 'unit-deviation' ? orUnreadable(source, entries[index], () => shapePlacement('unit-sphere', moments)) : placement);
  /** The whole shape of an example, normalized and augmented by `vary`. */
  const shapeOf = (prepared: PreparedShape, placement: Placement, vary: (positions: Float32Array) => Float32Array = (positions) => positions): Shape => {
    if (prepared.kind === 'cloud') return { kind: 'cloud', positions: vary(place(prepared.positions, placement)) };
    const { vertices, triangles } = prepared.surface;
    return { kind: 'mesh', mesh: { vertices: vary(place(vertices, placement)), triangles } };
  };
  const varies = augmentation.rotation !== undefined || (augmentation.scale !== undefined && augmentation.scale.some((factor) => factor !== 1));
  const drawn = views && createItemStore(async (at) => {
    const [index, camera] = [Math.floor(at / views.cameras.length), views.cameras[at % views.cameras.length]];
    const prepared = await get(index);
    const picture = await views.picture(shapeOf(prepared, await seenAt(index, prepared, await placementOf(index, prepared))), camera);
    return { ...picture, byteLength: picture.data.byteLength };
  }, cacheBytes);
  /** The condition of an example: the view that its address chooses, of the example as that address augments it. */
  const conditionOf = async (index: number, prepared: PreparedShape, placement: Placement, address: Address) => {
    if (!views) return {};
    const camera = views.choose(address);
    const picture = varies ? views.draw(shapeOf(prepared, await seenAt(index, prepared, placement), (positions) => augment(positions, { ...augmentation, jitter: 0 }, address)), camera)
      : await drawn!.get(index * views.cameras.length + views.cameras.indexOf(camera));
    return { condition: await views.tokens(picture, camera) };
  };
  return {
    length: entries.length,
    classes: source.classes,
    points,
    names: entries.map(({ name }) => name),
    notes: source.notes,
    fingerprint: () => source.fingerprint(entries),
    ...(entries.every(({ item }) => item) && { items: entries.map(({ item }) => item!) }),
    ...(views && { views }),
    ...(common && { placement: common }),
    placementOf: async (index) => {
      const prepared = await get(index);
      return placementOfOrigin(await placementOf(index, prepared), prepared.origin);
    },
    async shape(index) {
      const prepared = await get(index);
      return shapeOf(prepared, await placementOf(index, prepared));
    },
    async example(index, address) {
      const prepared = await get(index);
      const placement = await placementOf(index, prepared);
      const placed = place(drawPoints(prepared, points, address), placement);
      const { label } = entries[index];
      return {
        points, coordinates: new Float32Array(0), values: augment(placed, augmentation, address), ...(label !== undefined && { label }),
        ...(await conditionOf(index, prepared, placement, address)),
      };
    },
    prefetch(indices) {
      store.prefetch(indices.filter((index) => index in entries));
    },
    close: source.close,
  };
}

/**
 * Opens meshes and clouds as a training set: a folder tree, or a zip, tar or tar.gz of one, of OBJ, PLY, STL, OFF, glTF, PCD, LAS, NumPy and text files, PointFlow's
 * layout of ShapeNet, ModelNet's, Sweet Home 3D's catalogues (`.sh3f`, one or a folder of them), or one NumPy array of clouds.
 *
 * Values are positions, `[points, 3]`, normalized; coordinates have no channels. Each address draws different points of the surface, or of
 * the larger cloud; equal indices and addresses give equal examples. Shapes are parsed once, as long as they fit in the cache.
 *
 * @throws Error if nothing is there (with the nearest name), it holds no shapes, or the requested part is empty
 * @throws RangeError if an option is out of range
 */
export async function openPointCloudDataset(file: string, options: PointCloudDatasetOptions = {}): Promise<PointCloudDataset> {
  checkOptions(options);
  const { labels = 'folders', maxFileBytes = 2 ** 28, split } = options;
  const source = await openSource(file, { labels, maxFileBytes });
  try {
    const entries = selectPart(source, file, split);
    // The mean is the training set's, whichever part is read.
    const isTraining = split === undefined || split.part === 'train';
    const training = isTraining || options.normalization !== 'dataset' ? entries : selectPart(source, file, { ...split, part: 'train' });
    return await createDataset(source, entries, training, options);
  } catch (error) {
    await source.close();
    throw error;
  }
}

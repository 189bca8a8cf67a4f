import { createHash } from 'node:crypto';
import path from 'node:path';
import { spacedIndices } from '@inrflow/core';
import { byCodePoint, isHidden, openZip, type ZipArchive } from '@inrflow/core/node';
import { SHAPE_EXTENSIONS, shapeByName } from '../files/readShape.js';
import type { Origin, Shape } from '../files/shape.js';
import type { ShapeReader } from '../files/shapeReader.js';
import { parseJavaProperties } from './javaProperties.js';
import type { CatalogueItem, Entry, ShapeSource, SourceOptions } from './source.js';
import { readFrom } from './treeSource.js';

/** Number of models whose contents go into a fingerprint. */
const SAMPLED = 16;

/** The list of models in an archive of furniture. */
export const CATALOGUE = 'PluginFurnitureCatalog.properties';

interface Model {
  item: CatalogueItem;
  zip: ZipArchive;
  /** The archive's file, and the model's path in it. */
  file: string;
  path: string;
  /** Rotation that the catalogue applies, a row-major 3 × 3 matrix. */
  rotation?: number[];
}

/** Models of one catalogue, each once: items may show the same one in several colours or sizes. */
async function modelsOf(file: string, zip: ZipArchive): Promise<Model[]> {
  const properties = parseJavaProperties(await zip.read(CATALOGUE));
  const models = new Map<string, Model>();
  for (let number = 1; properties.has(`name#${number}`) || properties.has(`id#${number}`); number++) {
    const get = (key: string) => properties.get(`${key}#${number}`) || undefined;
    const model = get('model')?.replace(/^\//, '');
    if (model === undefined || models.has(model)) continue;
    const rotation = get('modelRotation')?.trim().split(/\s+/).map(Number);
    const item = {
      name: get('name') ?? model, category: get('category') ?? 'other', creator: get('creator'), license: get('license') ?? properties.get('license'), catalogue: properties.get('name'),
    };
    models.set(model, { item, zip, file, path: model, ...(rotation?.length === 9 && { rotation }) });
  }
  return [...models.values()];
}

/** Rotates a shape by a row-major 3 × 3 matrix. */
function turn({ origin, ...shape }: Shape, m: readonly number[]): Shape {
  const turned = (p: Float32Array) => p.map((_, i) => [0, 1, 2].reduce((sum, k) => sum + m[3 * (i % 3) + k] * p[i - (i % 3) + k], 0));
  if (origin) return { ...turn(shape, m), origin: [0, 1, 2].map((i) => [0, 1, 2].reduce((sum, k) => sum + m[3 * i + k] * origin[k], 0)) as unknown as Origin };
  return shape.kind === 'cloud' ? { ...shape, positions: turned(shape.positions) } : { ...shape, mesh: { ...shape.mesh, vertices: turned(shape.mesh.vertices) } };
}

/** The shape of a model, which may be a zip archive inside the archive. */
async function loadModel({ zip, path: name, rotation }: Model, reader: ShapeReader, options: SourceOptions): Promise<Shape> {
  let shape: Shape;
  if (/\.zip$/i.test(name)) {
    const inner = await openZip(await zip.read(name), options);
    const shapes = inner.names.filter((each) => shapeByName(each) === true && !isHidden(each)).sort(byCodePoint);
    if (shapes.length === 0) throw new Error(`'${name}' holds no shapes; looked for ${SHAPE_EXTENSIONS.join(', ')} in it and its folders`);
    shape = await readFrom(reader, new Set(inner.names), (file) => inner.read(file), shapes[0]);
  } else {
    shape = await readFrom(reader, new Set(zip.names), (file) => zip.read(file), name);
  }
  return rotation ? turn(shape, rotation) : shape;
}

/**
 * The models of Sweet Home 3D's catalogues of furniture (`.sh3f`: a zip archive with a list of its models); classes are the categories,
 * and each entry keeps its item's creator and licence. A rotation that the catalogue gives is applied; its sizes are not.
 *
 * @param archives open archives, which are closed with the source
 * @throws Error if a list cannot be read or is empty
 */
export async function catalogueSource(archives: readonly { file: string; zip: ZipArchive }[], reader: ShapeReader, options: SourceOptions): Promise<ShapeSource> {
  const { labels } = options;
  const models = (await Promise.all(archives.map(({ file, zip }) => modelsOf(file, zip)))).flat();
  if (models.length === 0) throw new Error(`'${archives[0].file}' lists no models in its ${CATALOGUE}`);
  const classes = labels === 'folders' ? [...new Set(models.map(({ item }) => item.category))].sort(byCodePoint) : [];
  const byName = new Map(models.map((model) => [`${path.basename(model.file)}/${model.path}`, model]));
  const entries = [...byName].map(([name, { item }]): Entry => ({ name, item, ...(labels === 'folders' && { label: classes.indexOf(item.category) }) }));
  const modelOf = ({ name }: Entry) => byName.get(name)!;
  return {
    entries: entries.sort((a, b) => byCodePoint(a.name, b.name)),
    classes,
    locate: (entry) => `${modelOf(entry).file}:${modelOf(entry).path}`,
    load: (entry) => loadModel(modelOf(entry), reader, options),
    notes: [],
    async fingerprint(chosen) {
      const hash = createHash('sha256');
      for (const entry of chosen) hash.update(`${entry.name}\0${modelOf(entry).zip.size(modelOf(entry).path)}\n`);
      for (const index of spacedIndices(chosen.length, SAMPLED)) {
        const { zip, path: name } = modelOf(chosen[index]);
        hash.update(await zip.read(name).catch(() => new Uint8Array(0)));
      }
      return hash.digest('hex').slice(0, 32);
    },
    close: async () => {
      await reader.close();
      for (const { zip } of archives) await zip.close();
    },
  };
}

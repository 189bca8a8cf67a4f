import { writeFile } from 'node:fs/promises';
import { zipSync } from 'fflate';
import { temporaryFolder } from '@testing/temporaryFolder';
import { cloudMoments } from '../clouds/moments.js';
import { address } from '../testing/dataset.js';
import { objOf } from '../testing/encode.js';
import { box } from '../testing/shapes.js';
import { parseJavaProperties } from './javaProperties.js';
import { openPointCloudDataset } from './openPointCloudDataset.js';

const inFolder = temporaryFolder();

/** A catalogue in Sweet Home 3D's format. */
function catalogue(properties: string, models: Record<string, Uint8Array>): Uint8Array {
  return zipSync({ 'PluginFurnitureCatalog.properties': Buffer.from(properties, 'latin1'), 'PluginFurnitureCatalog_fr.properties': Buffer.from('name#1=Chaise'), 'a/chair.png': new Uint8Array(3), ...models });
}

const first = catalogue([
  '# models', 'name=First', 'license=CC-BY 3.0 \xa9 Someone', '',
  'id#1=a', 'name#1=Armchair', 'category#1=Office', 'model#1=/a/chair.obj', 'creator#1=Caf\\u00e9 3D', 'modelRotation#1=1 0 0 0 0 1 0 -1 0',
  'id#2=b', 'name#2=The same chair in red', 'category#2=Office', 'model#2=/a/chair.obj',
  'id#3=c', 'name#3=Bed', 'category#3=Bedroom', 'model#3=/a/bed.zip', 'license#3=CC0',
  'id#4=d', 'name#4=Sofa', 'category#4=Living room', 'model#4=/a/sofa.dae',
].join('\n'), { 'a/chair.obj': objOf(box(1, 2, 4)), 'a/bed.zip': zipSync({ 'bed/bed.obj': objOf(box(4, 1, 2)), 'bed/bed.mtl': new Uint8Array(2) }), 'a/sofa.dae': Buffer.from('<x/>') });
const second = catalogue(['name=Second', 'license=Public domain', 'name#1=Chair', 'category#1=Office', 'model#1=a/chair.obj'].join('\r\n'), { 'a/chair.obj': objOf(box(1, 1, 1)) });

test('a catalogue: each model once, categories as classes, licences and creators kept, rotations applied, zips in the zip', async () => {
  await writeFile(inFolder('first.sh3f'), first);
  const data = await openPointCloudDataset(inFolder('first.sh3f'), { points: 8, normalization: 'none' });
  expect([data.names, data.classes]).toEqual([['first.sh3f/a/bed.zip', 'first.sh3f/a/chair.obj', 'first.sh3f/a/sofa.dae'], ['Bedroom', 'Living room', 'Office']]);
  expect(data.items!.slice(0, 2)).toEqual([
    { name: 'Bed', category: 'Bedroom', creator: undefined, license: 'CC0', catalogue: 'First' },
    { name: 'Armchair', category: 'Office', creator: 'Café 3D', license: 'CC-BY 3.0 © Someone', catalogue: 'First' },
  ]);
  expect((await data.example(1, address)).label).toBe(2);
  const shapes = [await data.shape(0), await data.shape(1)];
  // (x, y, z) → (x, z, −y), as the matrix says row by row.
  expect(shapes.map((shape) => shape.kind === 'mesh' && cloudMoments(shape.mesh.vertices))).toMatchObject([{ low: [0, 0, 0], high: [4, 1, 2] }, { low: [0, 0, -2], high: [1, 4, 0] }]);
  await expect(data.example(2, address)).rejects.toThrow(`cannot read shape '${inFolder('first.sh3f')}:a/sofa.dae': files that end in '.dae' are not read`);
  await data.close?.();
});

test('a folder of catalogues is one data set', async () => {
  await writeFile(inFolder('first.sh3f'), first);
  await writeFile(inFolder('second.sh3f'), second);
  const data = await openPointCloudDataset(inFolder(), { points: 8 });
  expect(data.names).toEqual(['first.sh3f/a/bed.zip', 'first.sh3f/a/chair.obj', 'first.sh3f/a/sofa.dae', 'second.sh3f/a/chair.obj']);
  expect(data.items!.at(-1)!.license).toBe('Public domain');
  expect((await data.example(3, address)).label).toBe(2);
  await data.close?.();
  await writeFile(inFolder('second.sh3f'), catalogue('name=Nothing', {}));
  await expect(openPointCloudDataset(inFolder('second.sh3f'))).rejects.toThrow('lists no models in its PluginFurnitureCatalog.properties');
});

test("Java's properties are read as their documentation describes", () => {
  const text = ['Truth = Beauty', ' Truth2:Beauty', 'Truth3\t\t\t:Beauty', '! a comment', '  # and another', '',
    'fruits   apple, banana, pear, \\', '         cantaloupe, \\', '         # kiwi', 'cheeses', 'a\\=b\\ c=\\u00e9\\t\\\\', 'path=C:\\\\', 'next=1=2'].join('\r\n');
  expect(Object.fromEntries(parseJavaProperties(Buffer.from(text)))).toEqual({
    Truth: 'Beauty', Truth2: 'Beauty', Truth3: 'Beauty', fruits: 'apple, banana, pear, cantaloupe, # kiwi', cheeses: '', 'a=b c': 'é\t\\', path: 'C:\\', next: '1=2',
  });
  expect(parseJavaProperties(Buffer.from('a=é', 'latin1')).get('a')).toBe('é');
  expect(parseJavaProperties(Buffer.from('a=é')).get('a')).toBe('é');
});

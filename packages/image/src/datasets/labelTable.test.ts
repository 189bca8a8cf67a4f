import { mkdir, writeFile } from 'node:fs/promises';
import { temporaryFolder } from '@testing/temporaryFolder';
import { address } from '../testing/dataset.js';
import { encodePng } from '@inrflow/drawing';
import { openImageDataset } from './openImageDataset.js';

const inFolder = temporaryFolder();
beforeEach(async () => {
  await mkdir(inFolder('pictures', 'sub'), { recursive: true });
  for (const name of ['a.png', 'b.png', 'sub/c.png']) {
    await writeFile(inFolder('pictures', name), encodePng({ width: 1, height: 1, channels: 1, data: Uint8Array.of(9) }));
  }
});

async function open(table: string, content: string, strict = false) {
  await writeFile(inFolder(table), content);
  const data = await openImageDataset(inFolder('pictures'), { labels: inFolder(table), strict });
  return { classes: data.classes, labels: await Promise.all(data.names.map(async (name, i) => [name, (await data.example(i, address)).label])) };
}

const expected = { classes: ['2', '10'], labels: [['a.png', 1], ['b.png', 0], ['sub/c.png', 1]] };

test.each([
  ['a.csv', 'a.png,10\nb.png,2\nsub/c.png,10\n'],
  ['named.csv', '\ufeffid,Class,FileName\r\n0,10,./a.png\r\n1,2,b.png\r\n2,10,c.png\r\n'],
  ['a.tsv', 'file\tlabel\na.png\t10\nb.png\t2\nsub\\c.png\t10'],
  ['a.json', '{"a.png": 10, "b.png": "2", "c.png": 10}'],
  ['rows.json', '[{"file": "a.png", "class": 10}, {"file": "b.png", "class": 2}, {"file": "sub/c.png", "class": 10}]'],
  ['dataset.json', '{"labels": [["a.png", 10], ["b.png", 2], ["sub/c.png", 10]]}'],
])('%s', async (table, content) => expect(await open(table, content)).toEqual(expected));

test('pictures that the table lacks are left out, or an error when strict', async () => {
  expect((await open('t.csv', 'a.png,cat\nsub/c.png,ant\n')).labels).toEqual([['a.png', 1], ['sub/c.png', 0]]);
  await expect(open('t.csv', 'a.png,cat\nsub/c.png,ant\n', true)).rejects.toThrow("t.csv' has no class for 'b.png'");
});

test.each([
  ['t.csv', 'x.png,cat\n', "names none of the pictures: it has 'x.png', the data set 'a.png'"],
  ['t.csv', 'a,b,c\n1,2,3\n', "its columns are 'a', 'b', 'c'; expected 'file' and 'class'"],
  ['t.json', '{"a.png": null}', 'its row 0 is ["a.png",null]; expected a file and its class'],
  ['t.json', '{', 'cannot read the label table'],
  ['t.csv', '', 'it has no rows'],
])('%s of %j is refused', async (table, content, reason) => expect(open(table, content)).rejects.toThrow(reason));

test('an error for a missing table says what labels may be', async () => {
  await expect(openImageDataset(inFolder('pictures'), { labels: 'folder' })).rejects.toThrow("'folders', 'none' or the path of a table");
});

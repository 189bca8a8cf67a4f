// Lays out the emoji pictures of an `emoji-datasource-*` package as a folder of classes, as image loaders expect it:
//
//     node tools/emoji/prepare.mjs <out> [--classes category|subcategory] [--only name,…] [--skin-tones] [--style google|twitter]
//
//     <out>/animals-nature/cat.png   64×64 PNG with alpha; nine classes, or 98 of the finer kind (animal-mammal, face-smiling, …)
//     <out>/ATTRIBUTION.txt          where the pictures come from and their licences
//
// `--only` takes categories, sub-categories or both.
//
// Running it again copies only what is missing or differs, and removes the skin tones where they are no longer asked for.
import { constants } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const require = createRequire(import.meta.url);

const LICENCES = {
  google: `Pictures: Noto Emoji, copyright Google Inc., Apache License 2.0
  https://github.com/googlefonts/noto-emoji/blob/main/LICENSE
  (the Noto Emoji fonts: SIL Open Font License 1.1)`,
  twitter: `Pictures: Twemoji, copyright Twitter, Inc. and other contributors, Creative Commons Attribution 4.0 (CC-BY 4.0)
  https://github.com/jdecked/twemoji/blob/main/LICENSE-GRAPHICS`,
};

/** 'Food & Drink' → 'food-drink'. */
export function slug(category) {
  return category.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

/**
 * Which picture goes where: `{ from, to, variation }` with `to` relative to the output folder.
 */
export function layOut(emoji, style, classes = 'category') {
  return emoji
    .flatMap((entry) => {
      const place = (picture, suffix) => ({
        from: picture.image,
        to: path.posix.join(slug(entry[classes]), `${entry.short_name}${suffix}.png`),
        variation: suffix !== '',
        present: picture[`has_img_${style}`],
      });
      const variations = Object.entries(entry.skin_variations ?? {});
      return [place(entry, ''), ...variations.map(([tones, picture]) => place(picture, `-${tones.toLowerCase()}`))];
    })
    .filter((picture) => picture.present);
}

async function isSame(one, other) {
  const [a, b] = await Promise.all([one, other].map((file) => readFile(file).catch(() => undefined)));
  return a !== undefined && b !== undefined && a.equals(b);
}

/** Copies through a temporary name, so that a stopped run leaves no half picture. */
async function copyWhole(from, to) {
  const temporary = `${to}.${process.pid}.tmp`;
  await copyFile(from, temporary, constants.COPYFILE_FICLONE);
  await rename(temporary, to);
}

/**
 * Lays out the pictures.
 *
 * @returns how many pictures each class has, and how many were copied now
 */
export async function prepareEmoji(out, { classes: by = 'category', only, skinTones = false, style = 'google' } = {}) {
  if (by !== 'category' && by !== 'subcategory') throw new Error(`--classes must be category or subcategory, not '${by}'`);
  if (!(style in LICENCES)) throw new Error(`--style must be ${Object.keys(LICENCES).join(' or ')}, not '${style}'`);
  const name = `emoji-datasource-${style}`;
  let folder;
  try {
    folder = path.dirname(require.resolve(`${name}/package.json`));
  } catch {
    throw new Error(`package '${name}' is not installed: npm install --save-dev ${name}@16`);
  }
  const readJson = async (file) => JSON.parse(await readFile(path.join(folder, file), 'utf8'));
  const { version, homepage = 'https://github.com/iamcal/emoji-data' } = await readJson('package.json');
  // 'Component' (skin-tone swatches) is no class.
  const all = (await readJson('emoji.json')).filter(({ category }) => category !== 'Component');
  const named = (kind) => [...new Set(all.map((entry) => slug(entry[kind])))].sort();
  const known = [...named('category'), ...named('subcategory')];
  const unknown = only?.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`--only: there is no category or sub-category '${unknown}'; expected one of ${known.join(', ')}`);
  const pictures = layOut(all.filter(({ category, subcategory }) => !only || only.includes(slug(category)) || only.includes(slug(subcategory))), style, by);
  const wanted = pictures.filter((picture) => skinTones || !picture.variation);

  const classes = {};
  for (const { to } of wanted) classes[path.dirname(to)] = (classes[path.dirname(to)] ?? 0) + 1;
  for (const each of Object.keys(classes)) await mkdir(path.join(out, each), { recursive: true });

  let copied = 0;
  await inGroups(wanted, async ({ from, to }) => {
    const source = path.join(folder, 'img', style, '64', from);
    const target = path.join(out, to);
    if (await isSame(source, target)) return;
    await copyWhole(source, target);
    copied++;
  });
  if (!skinTones) await inGroups(pictures.filter((picture) => picture.variation), ({ to }) => rm(path.join(out, to), { force: true }));

  await writeFile(path.join(out, 'ATTRIBUTION.txt'), `${LICENCES[style]}

Names, categories and cropping: npm package ${name}@${version}, MIT License, copyright Cal Henderson
  ${homepage}
`);
  return { classes, copied };
}

/** Runs an asynchronous function over all items, 64 at a time. */
async function inGroups(items, run) {
  for (let i = 0; i < items.length; i += 64) await Promise.all(items.slice(i, i + 64).map(run));
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      classes: { type: 'string', default: 'category' }, only: { type: 'string' }, 'skin-tones': { type: 'boolean', default: false }, style: { type: 'string', default: 'google' },
    },
  });
  if (positionals.length !== 1) throw new Error('usage: node tools/emoji/prepare.mjs <out> [--classes category|subcategory] [--only name,…] [--skin-tones] [--style google|twitter]');
  const [out] = positionals;
  const { classes, copied } = await prepareEmoji(out, { classes: values.classes, only: values.only?.split(','), skinTones: values['skin-tones'], style: values.style });
  for (const [name, count] of Object.entries(classes).sort()) console.log(`${String(count).padStart(6)}  ${name}`);
  console.log(`${String(Object.values(classes).reduce((a, b) => a + b, 0)).padStart(6)}  pictures in ${out} (${copied} copied now)`);
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(`prepare: ${error.message}`);
    process.exitCode = 1;
  });
}

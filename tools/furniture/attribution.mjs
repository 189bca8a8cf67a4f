// Who made the models: the text beside the archive.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { unzipSync } from 'fflate';

/**
 * Pages of models at Blend Swap, from the licence files beside them.
 *
 * @returns page by the model's folder, as data sets name it: `archive/folder/model`
 */
export async function pagesOf(archive) {
  const files = unzipSync(await readFile(archive), { filter: ({ name }) => /licen[cs]e[^/]*$/i.test(name) && name.includes('/') });
  return Object.fromEntries(Object.entries(files).flatMap(([name, bytes]) => {
    const page = /blendswap\.com\/blends\/view\/\d+/.exec(new TextDecoder().decode(bytes))?.[0];
    return page ? [[path.posix.join(path.basename(archive), path.posix.dirname(name)), `http://www.${page}`]] : [];
  }));
}

const cell = (text) => text.replaceAll('|', '\\|').trim();

/** The table of all models, as Markdown. */
export function attribution(models, pages) {
  const row = ({ label, name, item, licence, source }) => {
    const page = pages[path.posix.dirname(source)];
    return `| ${label}/${name}.npy | ${page ? `[${cell(item.name)}](${page})` : cell(item.name)} | ${cell(item.creator ?? '')} | [${licence.name}](${licence.url}) | ${cell(item.catalogue)} |`;
  };
  return `# Who made the models

Each cloud of \`clouds.zip\` was sampled from a 3D model of Sweet Home 3D's catalogues of furniture, as Debian's package
\`sweethome3d-furniture\` has them. Changes: points were drawn from the surface, scaled to a box whose longest side is 2, rounded to 1/512 and
sorted; colours and textures are gone.

Emmanuel Puybaret / eTeks cleaned the models of Blend Swap and converted them to OBJ; those with a page there lead to it. The Scopia catalogue
is by Emmanuel Puybaret / eTeks and Scopia Visual Interfaces Systems, s.l. (http://www.scopia.es). The Kator Legaz catalogue is copyright
2003–2008 Andrew Kator and Jennifer Legaz.

| File | Model | Creator | Licence | Catalogue |
| --- | --- | --- | --- | --- |
${models.map(row).join('\n')}
`;
}

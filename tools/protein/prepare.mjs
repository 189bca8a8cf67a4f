// Picks protein chains out of structures that Debian's packages carry: what examples/proteins holds.
//
//     apt-get install python-biopython-doc theseus-examples mustang-testdata
//     npx nx run-many -t build --projects=protein
//     node tools/protein/prepare.mjs [--root /] [--out examples/proteins] [--shortest 20] [--longest 160]
//
//     <out>/chains.zip    1A8O_A.pdb, …: a chain each, as the reader brought it to standard residues; the same bytes each time
//     <out>/README.md     the table of chains
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chainSequence, pdbOf } from '@inrflow/protein';
import { isStructureName, readStructure } from '@inrflow/protein/node';
import { zipSync } from 'fflate';
import { reasonAgainst } from './select.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
/** Dates of all files in the archive: the earliest that zip has. In local time, as fflate writes it. */
const DATE = new Date(1980, 0, 1);
/** Sequences more alike than this would let a held-out chain be known from training. */
const MOST_ALIKE = 0.7;

/** Where structures lie, the best described first; a file without a title gets that of its folder. */
const SOURCES = [
  { package: 'python-biopython-doc', folder: 'usr/share/doc/python-biopython-doc/Tests/PDB', title: '' },
  { package: 'theseus-examples', folder: 'usr/share/doc/theseus/examples', title: '' },
  { package: 'theseus-examples', folder: 'usr/share/doc/theseus/examples/cytochromes', title: 'cytochrome c' },
  { package: 'theseus-examples', folder: 'usr/share/doc/theseus/examples/trypsins', title: 'trypsin-like protease' },
  { package: 'mustang-testdata', folder: 'usr/share/doc/mustang-testdata/examples/pdbs', title: 'zinc finger' },
];
/** Files that are no entries of the PDB as they stand: edited to try out parsers. */
const EDITED = /^(a_structure|disordered|occupancy|ions|header|1SSU_mod|7CFN_aligned)\./;
const TITLES = { '7CFN G': 'G protein, gamma subunit', '7CFN N': 'nanobody 35' };

/** The PDB's identifier in a file's name: `1A8O.cif.gz`, `d1cih__.pdb.gz`. */
const entryOf = (name) => (/^d?([1-9][a-z0-9]{3})/i.exec(name)?.[1] ?? name).toUpperCase();

async function candidatesIn({ package: source, folder, title }, base) {
  const files = (await readdir(path.join(base, folder)).catch(() => {
    throw new Error(`no folder '${path.join(base, folder)}'. Install it with 'apt-get install ${source}' (Debian), or say by --root where the packages lie`);
  })).filter((name) => isStructureName(name) && !EDITED.test(name)).sort();
  const found = [];
  for (const file of files) {
    const structure = await readStructure({ name: file, bytes: await readFile(path.join(base, folder, file)) }).catch((error) => console.log(`left out: ${file}: ${error.message}`));
    const entry = entryOf(file);
    for (const chain of structure?.chains ?? []) {
      found.push({ name: `${entry}_${chain.id}`, entry, chain, sequence: chainSequence(chain), title: structure.title ?? TITLES[`${entry} ${chain.id}`] ?? title, file, source });
    }
  }
  return found;
}

const readme = (kept, longest) => `# Proteins

${kept.length} chains of ${kept[0].chain.residues.length} to ${kept.at(-1).chain.residues.length} residues, to try the protein model without a download: \`chains.zip\` opens as a data set as it is.

\`tools/protein/prepare.mjs\` picked them out of three packages of Debian 12 and gives the same bytes again. Left out: chains of more than ${longest} residues,
those that lack backbone atoms, and of two that share more than ${100 * MOST_ALIKE} % of their sequence the second. Each is the file's first model, one
conformer, with modified residues read as their standard parents and without hydrogens, waters and ligands: not the PDB's own file. So few
chains, nearly half of them zinc fingers, can be learnt by heart; nothing that a model makes of them says how well it folds.

Structures in the Protein Data Bank are in the public domain (CC0 1.0). Titles are the files' own where they have one.

| Chain | Residues | What | Source |
| --- | ---: | --- | --- |
${kept.map(({ name, chain, title, file, source }) => `| ${name} | ${chain.residues.length} | ${title.replaceAll('|', '/')} | \`${source}\`: ${file} |`).join('\n')}
`;

async function main() {
  const { values } = parseArgs({
    options: {
      root: { type: 'string', default: '/' }, out: { type: 'string', default: path.join(root, 'examples/proteins') },
      shortest: { type: 'string', default: '20' }, longest: { type: 'string', default: '160' },
    },
  });
  const limits = { shortest: Number(values.shortest), longest: Number(values.longest), mostAlike: MOST_ALIKE };
  const kept = [];
  for (const source of SOURCES) {
    for (const candidate of await candidatesIn(source, values.root)) {
      const reason = reasonAgainst(candidate, kept, limits);
      if (reason) console.log(`left out: ${candidate.name}: ${reason}`);
      else kept.push(candidate);
    }
  }
  if (kept.length === 0) throw new Error('no chain is left');
  const names = new Set(kept.map(({ name }) => name));
  if (names.size < kept.length) throw new Error('two chains have one name');
  const files = [...kept].sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ name, entry, chain, title }) =>
    [`${name}.pdb`, new TextEncoder().encode(pdbOf(chain, { title: `CHAIN ${chain.id} OF ${entry}${title && `: ${title}`}` }))]);
  const zip = zipSync(Object.fromEntries(files), { level: 9, mtime: DATE, os: 3 });
  await mkdir(values.out, { recursive: true });
  await writeFile(path.join(values.out, 'chains.zip'), zip);
  kept.sort((a, b) => a.chain.residues.length - b.chain.residues.length || (a.name < b.name ? -1 : 1));
  await writeFile(path.join(values.out, 'README.md'), readme(kept, limits.longest));
  for (const { name, chain, title } of kept) console.log(`${String(chain.residues.length).padStart(6)}  ${name}  ${title}`);
  console.log(`${String(kept.length).padStart(6)}  chains in ${path.join(values.out, 'chains.zip')} (${(zip.length / 1e6).toFixed(2)} MB)`);
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(`prepare: ${error.message}`);
    process.exitCode = 1;
  });
}

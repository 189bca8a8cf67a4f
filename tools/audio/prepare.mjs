// Makes short drum hits of the sounds that Debian's package sonic-pi-samples carries: what examples/drums holds.
//
//     apt-get install sonic-pi-samples
//     npx nx run-many -t build --projects=audio
//     node tools/audio/prepare.mjs [--root /] [--out examples/drums]
//
//     <out>/drums.zip     kick/bd_808.wav, …: mono, 16 bits, 8000 Hz, from the onset on, at most 0.64 s; the same bytes each time
//     <out>/README.md     the table of sounds with their makers
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { encodeWav, gainFor, prepareSound } from '@inrflow/audio';
import { readSound } from '@inrflow/audio/node';
import { zipSync } from 'fflate';
import { CLASSES, classOf, creditsOf } from './select.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
/** Dates of all files in the archive: the earliest that zip has. In local time, as fflate writes it. */
const DATE = new Date(1980, 0, 1);
const RATE = 8000;
/** A quarter more than the 4096 samples that models are trained on, so that clips can be played faster. */
const LENGTH = 5120;
/** Peak of each file, a little below full scale. */
const PEAK = 0.95;

const readme = (kept) => `# Drums

${kept.length} short sounds of ${Object.keys(CLASSES).length} kinds, to try the model of sounds without a download: \`drums.zip\` opens as a data set as it is.

| class | sounds |
| --- | ---: |
${Object.keys(CLASSES).map((label) => `| ${label} | ${kept.filter((sound) => sound.label === label).length} |`).join('\n')}

\`tools/audio/prepare.mjs\` made them of the recordings in Debian's package \`sonic-pi-samples\` 3.2.2 and gives the same bytes again: mixed to mono, cut from a millisecond before
the onset to ${LENGTH / RATE} s after it, resampled to ${RATE} Hz, so that nothing above ${RATE / 2} Hz is left, and brought to a peak of ${PEAK}. So few sounds can be learnt by heart.

All are in the public domain (CC0 1.0, https://creativecommons.org/publicdomain/zero/1.0/). The package's copyright file names who made each:

| sound | class | by | from |
| --- | --- | --- | --- |
${kept.map(({ name, label, credit }) => `| ${name} | ${label} | ${credit.copyright} | ${credit.source} |`).join('\n')}
`;

async function main() {
  const { values } = parseArgs({ options: { root: { type: 'string', default: '/' }, out: { type: 'string', default: path.join(root, 'examples/drums') } } });
  const folder = path.join(values.root, 'usr/share/sonic-pi/samples');
  const names = (await readdir(folder).catch(() => {
    throw new Error(`no folder '${folder}'. Install it with 'apt-get install sonic-pi-samples' (Debian, Ubuntu), or say by --root where the package lies`);
  })).filter((name) => name.endsWith('.flac')).map((name) => name.slice(0, -'.flac'.length)).sort();
  const credits = creditsOf(await readFile(path.join(values.root, 'usr/share/doc/sonic-pi-samples/copyright'), 'utf8'));
  const kept = [];
  for (const name of names) {
    const [label, credit] = [classOf(name), credits.get(name)];
    if (label === undefined) continue;
    if (credit?.licence !== 'CC0' || !credit.copyright || !credit.source) {
      console.log(`left out: ${name}: ${credit ? `licence ${credit.licence}, by ${credit.copyright}, from ${credit.source}` : 'the copyright file does not name it'}`);
      continue;
    }
    const sound = prepareSound(await readSound(await readFile(path.join(folder, `${name}.flac`))), { rate: RATE, length: LENGTH, channels: 1, trim: true, strict: false });
    const gain = PEAK * gainFor(sound, 'peak');
    kept.push({ name, label, credit, bytes: encodeWav({ rate: RATE, channels: sound.channels.map((samples) => samples.map((x) => gain * x)) }) });
  }
  kept.sort((a, b) => (`${a.label}/${a.name}` < `${b.label}/${b.name}` ? -1 : 1));
  await mkdir(values.out, { recursive: true });
  await writeFile(path.join(values.out, 'drums.zip'), zipSync(Object.fromEntries(kept.map(({ name, label, bytes }) => [`${label}/${name}.wav`, bytes])), { level: 9, mtime: DATE }));
  await writeFile(path.join(values.out, 'README.md'), readme(kept));
  console.log(`${kept.length} sounds in ${values.out}`);
}

await main();

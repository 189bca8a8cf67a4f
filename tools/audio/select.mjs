// Which sounds of Debian's sonic-pi-samples are which kind of drum, by their names.

/** Names of each class's sounds: the drums of a kit, tablas, and short electric hits. */
export const CLASSES = {
  cymbal: /^(?:drum_(?:cymbal|splash)_|elec_cymbal$)/,
  electric: /^elec_(?:beep|bell|blip2?|blup|bong|chime|flip|ping|plip|pop|tick|triangle|twang|twip|wood)$/,
  kick: /^(?:bd_|drum_bass_|drum_heavy_kick$|elec_(?:hollow|soft)_kick$)/,
  snare: /^(?:sn_|drum_snare_|elec_(?:filt_|hi_|lo_|mid_)?snare$)/,
  tabla: /^tabla_/,
  tom: /^(?:drum_tom_|elec_fuzz_tom$)/,
};

/** The class of a sound by its name; undefined if it is none of them. */
export const classOf = (name) => Object.keys(CLASSES).find((label) => CLASSES[label].test(name));

/**
 * What the package's copyright file says of each sound: who made it, in which year and where it is from.
 *
 * @param text the file, in Debian's machine-readable format
 * @returns by name; licences other than CC0 too
 */
export function creditsOf(text) {
  const credits = new Map();
  for (const paragraph of text.split(/\n\n/)) {
    const field = (name) => new RegExp(`^${name}: *(.*)$`, 'm').exec(paragraph)?.[1].trim();
    // A paragraph may list several files, one a line.
    const files = /^Files:((?:.*\n)(?: .*\n)*)/m.exec(`${paragraph}\n`)?.[1].trim().split(/\s+/) ?? [];
    for (const file of files.filter((each) => each.startsWith('etc/samples/'))) {
      credits.set(file.slice('etc/samples/'.length).replace(/\.flac$/, ''), { copyright: field('Copyright')?.replace(/ *<[^>]*>/, ''), source: field('Source'), licence: field('License') });
    }
  }
  return credits;
}

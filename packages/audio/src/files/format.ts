import path from 'node:path';

/** Formats of sounds that are read, by the ending of their names. */
const READ = ['.wav', '.wave', '.flac', '.ogg', '.oga'] as const;

/** The formats that are read, for messages. */
export const SOUNDS_READ = 'WAV, FLAC and Ogg Vorbis';

/** Formats of sounds that are not read, by the ending of their names. */
const UNREAD: Readonly<Record<string, string>> = {
  '.mp3': 'MP3', '.aif': 'AIFF', '.aiff': 'AIFF', '.aifc': 'AIFF', '.m4a': 'AAC', '.aac': 'AAC', '.mp4': 'MP4', '.opus': 'Opus', '.wma': 'WMA', '.au': 'Sun audio', '.snd': 'Sun audio', '.caf': 'CAF', '.w64': 'Wave64',
  '.wv': 'WavPack', '.ape': "Monkey's Audio", '.mid': 'MIDI', '.midi': 'MIDI', '.mod': 'MOD', '.sf2': 'SoundFont', '.rx2': 'REX2', '.raw': 'raw samples', '.pcm': 'raw samples',
};

/** Formats that are read. */
export type SoundFormat = 'wav' | 'flac' | 'ogg';

const ascii = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));

/** The format that a file's first bytes show; undefined if it is not one that is read. */
export function formatOf(start: Uint8Array): SoundFormat | undefined {
  if (['RIFF', 'RIFX', 'RF64'].includes(ascii(start, 0, 4)) && ascii(start, 8, 12) === 'WAVE') return 'wav';
  if (ascii(start, 0, 4) === 'fLaC') return 'flac';
  return ascii(start, 0, 4) === 'OggS' ? 'ogg' : undefined;
}

/** Judges a file by its name: true for a sound that is read, the name of a format that is not, undefined if the name is inconclusive. */
export function soundByName(name: string): true | string | undefined {
  const extension = path.posix.extname(name).toLowerCase();
  if ((READ as readonly string[]).includes(extension)) return true;
  return Object.hasOwn(UNREAD, extension) ? UNREAD[extension] : undefined;
}

/** Judges a file by its first bytes, as {@link soundByName} does by its name. */
export const soundByBytes = (start: Uint8Array): true | undefined => (formatOf(start) ? true : undefined);

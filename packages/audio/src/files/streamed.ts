import type { Sound } from '../sounds/index.js';
import { checkLimits } from './limits.js';
import type { SoundFormat } from './format.js';

/** Bytes decoded at a time: few enough that they cannot unpack to much. */
const PIECE = 2 ** 14;

interface Decoded {
  channelData: Float32Array[];
  samplesDecoded: number;
  sampleRate: number;
  /** Bits per sample, for FLAC only. */
  bitDepth?: number;
  errors: readonly { message: string }[];
}

interface Decoder {
  ready: Promise<void>;
  decode(bytes: Uint8Array): Promise<Decoded>;
  flush(): Promise<Decoded>;
  free(): void;
}

/** Other codecs in Ogg files than Vorbis, by their first bytes. */
const CODECS: Readonly<Record<string, string>> = { OpusHead: 'Opus', FLAC: 'FLAC', Speex: 'Speex', theora: 'Theora' };

/** Refuses Ogg files of anything but Vorbis, whose name is on the first page. @throws Error that says what it is */
function checkOgg(bytes: Uint8Array): void {
  const start = String.fromCharCode(...bytes.subarray(0, 64));
  if (start.includes('vorbis')) return;
  const other = Object.keys(CODECS).find((name) => start.includes(name));
  throw new Error(`it is an Ogg file of ${other ? CODECS[other] : 'no codec that is known'}; expected Vorbis`);
}

/** Rescales samples: the decoder divides integers by the largest one, 2^(bits − 1) − 1, but full scale is one more, as in WAV. */
function atFullScale(samples: Float32Array, bits: number | undefined): Float32Array {
  return bits === undefined ? samples.slice() : samples.map((x) => Math.round(x * (2 ** (bits - 1) - 1)) / 2 ** (bits - 1));
}

async function decoderOf(format: Exclude<SoundFormat, 'wav'>): Promise<Decoder> {
  if (format === 'flac') {
    const { FLACDecoder } = await import('@wasm-audio-decoders/flac');
    return new FLACDecoder();
  }
  const { OggVorbisDecoder } = await import('@wasm-audio-decoders/ogg-vorbis');
  return new OggVorbisDecoder();
}

/** Runs a step of decoding, and replaces the library's technical message for a broken file. */
async function orDamaged(step: () => Promise<Decoded>): Promise<Decoded> {
  try {
    return await step();
  } catch (error) {
    throw new Error('it is damaged, and its decoder gave up', { cause: error });
  }
}

const joined = (parts: readonly Float32Array[], length: number) => {
  const whole = new Float32Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** Number of samples that a FLAC file announces in its first block; 0 if it does not say. */
const announcedByFlac = (bytes: Uint8Array) => (bytes.length < 26 ? 0 : (bytes[21] & 15) * 2 ** 32 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(22));

/**
 * Decodes FLAC or Ogg Vorbis piece by piece, so a small file that unpacks to hours of sound is refused before it takes much memory.
 *
 * @throws Error whose message gives the reason
 */
export async function parseStreamed(bytes: Uint8Array, format: Exclude<SoundFormat, 'wav'>): Promise<Sound> {
  if (format === 'ogg') checkOgg(bytes);
  const decoder = await decoderOf(format);
  try {
    await decoder.ready;
    const parts: Float32Array[][] = [];
    let [frames, rate, channels] = [0, 0, 0];
    const take = (decoded: Decoded) => {
      if (decoded.errors.length > 0) throw new Error(`it is damaged: ${decoded.errors[0].message}`);
      if (decoded.samplesDecoded === 0) return;
      if (channels !== 0 && (decoded.channelData.length !== channels || decoded.sampleRate !== rate)) throw new Error('its rate or its number of channels changes on the way');
      [rate, channels] = [decoded.sampleRate, decoded.channelData.length];
      frames += decoded.samplesDecoded;
      checkLimits({ rate, channels, frames });
      parts.push(decoded.channelData.map((samples) => atFullScale(samples.subarray(0, decoded.samplesDecoded), decoded.bitDepth)));
    };
    for (let at = 0; at < bytes.length; at += PIECE) take(await orDamaged(() => decoder.decode(bytes.subarray(at, at + PIECE))));
    take(await orDamaged(() => decoder.flush()));
    const announced = format === 'flac' ? announcedByFlac(bytes) : 0;
    if (announced > frames) throw new Error(`it is cut short: it announces ${announced} samples, and ${frames} can be decoded`);
    if (frames === 0) throw new Error('no sound could be decoded from it');
    return { rate, channels: Array.from({ length: channels }, (_, channel) => joined(parts.map((part) => part[channel]), frames)) };
  } finally {
    decoder.free();
  }
}

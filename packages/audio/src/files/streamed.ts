import type { Sound } from '../sounds/index.js';
import { checkLimits } from './limits.js';
import type { SoundFormat } from './format.js';

/** Bytes that are decoded at once: what they unpack to stays small, whatever they hold. */
const PIECE = 2 ** 14;

interface Decoded {
  channelData: Float32Array[];
  samplesDecoded: number;
  sampleRate: number;
  errors: readonly { message: string }[];
}

interface Decoder {
  ready: Promise<void>;
  decode(bytes: Uint8Array): Promise<Decoded>;
  flush(): Promise<Decoded>;
  free(): void;
}

async function decoderOf(format: Exclude<SoundFormat, 'wav'>): Promise<Decoder> {
  if (format === 'flac') {
    const { FLACDecoder } = await import('@wasm-audio-decoders/flac');
    return new FLACDecoder();
  }
  const { OggVorbisDecoder } = await import('@wasm-audio-decoders/ogg-vorbis');
  return new OggVorbisDecoder();
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

/** Samples that a FLAC file announces in its first block; 0 if it does not say. */
const announcedByFlac = (bytes: Uint8Array) => (bytes.length < 26 ? 0 : (bytes[21] & 15) * 2 ** 32 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(22));

/**
 * Decodes FLAC or Ogg Vorbis piece by piece, so that a small file which unpacks to hours of sound is refused before it takes memory.
 *
 * @throws Error whose message gives the reason
 */
export async function parseStreamed(bytes: Uint8Array, format: Exclude<SoundFormat, 'wav'>): Promise<Sound> {
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
      parts.push(decoded.channelData.map((samples) => samples.slice(0, decoded.samplesDecoded)));
    };
    for (let at = 0; at < bytes.length; at += PIECE) take(await decoder.decode(bytes.subarray(at, at + PIECE)));
    take(await decoder.flush());
    if (frames === 0) throw new Error(`no sound could be decoded of it${format === 'ogg' ? '; of Ogg files those with Vorbis are read' : ''}`);
    const announced = format === 'flac' ? announcedByFlac(bytes) : 0;
    if (announced > frames) throw new Error(`it is cut short: it announces ${announced} samples, and ${frames} are there`);
    return { rate, channels: Array.from({ length: channels }, (_, channel) => joined(parts.map((part) => part[channel]), frames)) };
  } finally {
    decoder.free();
  }
}

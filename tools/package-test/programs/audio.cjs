// A WAV file becomes values, and values a sound, a picture, a page and a file again; FLAC is decoded from the tarball too.
const assert = require('node:assert/strict');
const { mkdtempSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

module.exports = {
  modules: ['@inrflow/audio', '@inrflow/audio/node'],
  async run(sounds, files) {
    const { openAudioDataset, readSound, writeWav, drawSound, soundsPage, soundOfValues } = { ...sounds, ...files };
    const folder = mkdtempSync(join(process.cwd(), 'sounds-'));
    await writeWav(join(folder, 'tone.wav'), { rate: 16000, channels: [Float32Array.from({ length: 800 }, (_, i) => Math.sin(i / 9))] });
    const dataset = await openAudioDataset(folder, { length: 256 });
    const { values } = await dataset.example(0, { seed: 0, stream: 'data', step: 0, sample: 0 });
    await dataset.close();
    const sound = soundOfValues(values, { rate: 8000, length: 256, companding: 30, channels: 1 });
    assert.deepEqual([sound.rate, sound.channels[0].length], [8000, 256]);
    assert.ok(drawSound(sound).data.some((sample) => sample > 0 && sample < 255));
    assert.match(soundsPage([{ name: 'tone', sound }]), /^<!DOCTYPE html>/);
    await writeWav(join(folder, 'again.wav'), sound);
    assert.equal((await readSound(readFileSync(join(folder, 'again.wav')))).channels[0].length, 256);
    const flac = readFileSync(join(__dirname, '../../../packages/audio/src/testing/fixtures/tone.flac'));
    assert.equal((await readSound(flac)).channels[0].length, 1200);
  },
};

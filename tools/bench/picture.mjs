// Our side of sampling end to end: model.sample() of a shipped checkpoint, from the call to the pixels; one line of JSON.
import process from 'node:process';
import { loadModel } from '@inrflow/core';
import { image } from '@inrflow/image';
import { argumentsOf, productSpeed, timed } from './timing.mjs';

const { model: { checkpoint, size, sampling }, steps, warmup, threads } = argumentsOf();
const model = await loadModel(checkpoint, image);
let seed = 0;
const pictureSeconds = await timed(steps, warmup, () => model.sample({ class: model.classes[0], size, seed: seed++, threads, sampling }));
console.log(JSON.stringify({ pictureSeconds, peakMemoryBytes: process.resourceUsage().maxRSS * 1024, matmulGflops: await productSpeed(threads) }));

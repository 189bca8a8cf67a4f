// How long a process takes to its first velocity: loading the libraries, building the network, compiling it and running it once.
import { compileVelocity, initialParameters, parameterSpecs } from '@inrflow/core';
import { networkOf, picturesOf } from './network.mjs';
import { argumentsOf } from './timing.mjs';

const { model, threads } = argumentsOf();
const network = networkOf(model);
const parameters = initialParameters(parameterSpecs(network.config, network.modality), 1);
const velocity = await compileVelocity(network, parameters, { chunk: model.pairs, threads });
const { contexts, coordinates, values } = picturesOf({ ...model, batch: 1 });
await velocity(contexts, coordinates, values, 0.5, { labels: new Int32Array(1) });
await velocity.dispose();
console.log(JSON.stringify({}));

import { samplingSchema } from '@inrflow/core';
import { DEVICE_CHOICES } from '@inrflow/onnx';
import { Option } from 'commander';
import { aboveZero, bits, device, interval, number, oneOf, positive, share } from './values.js';

const SOLVERS = samplingSchema.properties!.solver.enum as readonly string[];

/** The device that runs the network. */
export const deviceOption = (purpose = 'device that runs the network'): Option => new Option('--device <name>', `${purpose}: ${DEVICE_CHOICES}; see inrflow doctor`).argParser(device).default('cpu');

/** The plug-in for a checkpoint. */
export const modalityOption = (): Option => new Option('--modality <name>', 'package or path of the plug-in, if it is neither part of inrflow nor a dependency of your project');

/** Options of sampling that replace those stored with the model. */
export const samplingOptions = (): Option[] => [
  new Option('--guidance <scale>', "guidance scale; 1 for none; default: the model's").argParser(number),
  new Option('--guidance-interval <from,to>', 'interval of times in which guidance acts, such as 0.2,0.9; 0 is noise, 1 is data').argParser(interval),
  new Option('--guide <checkpoint>', 'a weaker model of the same data, such as an earlier checkpoint; guidance then leads away from it instead of from "no class" (autoguidance)'),
  new Option('--late-queries <time>', "time at which values at places other than those of training join in, interpolated from those of training; 0 to start them from noise; default: the model's").argParser(share),
  new Option('--steps <n>', "steps of the solver; default: the model's").argParser(positive),
  new Option('--solver <name>', `${SOLVERS.join(', ')}; default: the model's`).argParser(oneOf(SOLVERS)),
  new Option('--shift <factor>', "above 1, steps are denser near the noise and longer at the end; default: the model's").argParser(aboveZero),
  new Option('--weight-bits <n>', "bits of the network's weights, 32 or 8; with 8, samples are made faster on a CPU, and slightly different; default: the model's").argParser(bits),
  new Option('--tolerance <error>', "error that dormand-prince, which chooses its own steps, allows per step; default: the model's").argParser(aboveZero),
];

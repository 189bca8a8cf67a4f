import { expectedOneOf } from '@inrflow/core';
import { backendOf, checkDevice, DEVICES, type Device } from '@inrflow/onnx';
import { InvalidArgumentError } from 'commander';

/** Parses a whole number. */
export function integer(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('expected a whole number');
  return Number(text);
}

/** Parses a whole number of at least 1. */
export function positive(text: string): number {
  if (integer(text) < 1) throw new InvalidArgumentError('expected a whole number of at least 1');
  return Number(text);
}

/** Parses any finite number. */
export function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('expected a number');
  return value;
}

/** Parses a number above 0. */
export function aboveZero(text: string): number {
  if (!(number(text) > 0)) throw new InvalidArgumentError('expected a number above 0');
  return Number(text);
}

/** Parses a time from 0 to below 1. */
export function share(text: string): number {
  if (!(number(text) >= 0 && number(text) < 1)) throw new InvalidArgumentError('expected a number from 0 to below 1');
  return Number(text);
}

/** Parses two ascending times from 0 to 1. */
export function interval(text: string): [number, number] {
  const values = text.split(',').map(number);
  if (values.length !== 2 || !(values[0] >= 0 && values[0] <= values[1] && values[1] <= 1)) throw new InvalidArgumentError('expected two rising times from 0 to 1, such as 0.2,0.9');
  return [values[0], values[1]];
}

/** Parses the bits of weights. */
export function bits(text: string): 8 | 32 {
  if (text !== '8' && text !== '32') throw new InvalidArgumentError('expected 8 or 32');
  return text === '8' ? 8 : 32;
}

/** Makes a parser for one of a few names. */
export const oneOf = <Name extends string>(names: readonly Name[]) => (name: string): Name => {
  if (!names.includes(name as Name)) throw new InvalidArgumentError(expectedOneOf(name, names));
  return name as Name;
};

/** Parses the device that runs the network. */
export function device(name: string): Device {
  try {
    return checkDevice(name);
  } catch {
    throw new InvalidArgumentError(backendOf(name as Device) === undefined ? expectedOneOf(name, [...DEVICES, 'auto']) : 'expected the name of a backend of TensorFlow.js, such as tfjs:wasm');
  }
}

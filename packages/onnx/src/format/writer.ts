import protobuf from 'protobufjs/minimal.js';
import type { Writer } from 'protobufjs/minimal.js';
import { ELEMENT_TYPE, type Attribute, type DataType, type Numbers } from '../graph/value.js';

// Field numbers and enumerations of onnx.proto3 (https://github.com/onnx/onnx, Apache-2.0).
const ATTRIBUTE_TYPE = { float: 1, int: 2, string: 3, ints: 7 };

/** A size of a dimension: fixed, or a name for one that is known only when the model runs. */
export type Dimension = number | string;

/** What a model is written from: everything by name. */
export interface ModelDescription {
  inputs: { name: string; dtype: DataType; shape: Dimension[] }[];
  outputs: { name: string; dtype: DataType; shape: Dimension[] }[];
  constants: { name: string; dtype: DataType; shape: number[]; data: Numbers }[];
  nodes: { op: string; domain: string; name: string; inputs: string[]; outputs: string[]; attributes: Record<string, Attribute> }[];
  /** Version of the standard's set of operators. */
  opset: number;
}

const bytesField = (field: number) => ((field << 3) | 2) >>> 0;
const numberField = (field: number) => (field << 3) >>> 0;
const floatField = (field: number) => ((field << 3) | 5) >>> 0;

function message(writer: Writer, field: number, write: (writer: Writer) => void): void {
  writer.uint32(bytesField(field)).fork();
  write(writer);
  writer.ldelim();
}

function writeAttribute(writer: Writer, name: string, attribute: Attribute): void {
  writer.uint32(bytesField(1)).string(name);
  const type = (number: number) => writer.uint32(numberField(20)).int32(number);
  if (typeof attribute === 'number') type(ATTRIBUTE_TYPE.int).uint32(numberField(3)).int64(attribute);
  else if (typeof attribute === 'string') type(ATTRIBUTE_TYPE.string).uint32(bytesField(4)).string(attribute);
  else if (Array.isArray(attribute)) {
    type(ATTRIBUTE_TYPE.ints);
    for (const number of attribute) writer.uint32(numberField(8)).int64(number);
  } else type(ATTRIBUTE_TYPE.float).uint32(floatField(2)).float(attribute.float);
}

function writeConstant(writer: Writer, { name, dtype, shape, data }: ModelDescription['constants'][number]): void {
  for (const size of shape) writer.uint32(numberField(1)).int64(size);
  writer.uint32(numberField(2)).int32(ELEMENT_TYPE[dtype]);
  writer.uint32(bytesField(8)).string(name);
  writer.uint32(bytesField(9)).bytes(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

function writeValueInfo(writer: Writer, { name, dtype, shape }: ModelDescription['inputs'][number]): void {
  writer.uint32(bytesField(1)).string(name);
  message(writer, 2, (type) => message(type, 1, (tensor) => {
    tensor.uint32(numberField(1)).int32(ELEMENT_TYPE[dtype]);
    message(tensor, 2, (dimensions) => {
      for (const size of shape) message(dimensions, 1, (dimension) => {
        if (typeof size === 'number') dimension.uint32(numberField(1)).int64(size);
        else dimension.uint32(bytesField(2)).string(size);
      });
    });
  }));
}

/** The bytes of an ONNX model (a `ModelProto` of IR version 8). */
export function writeModel({ inputs, outputs, constants, nodes, opset }: ModelDescription): Uint8Array {
  const writer = protobuf.Writer.create();
  writer.uint32(numberField(1)).int64(8);
  writer.uint32(bytesField(2)).string('@inrflow/onnx');
  message(writer, 7, (graph) => {
    for (const node of nodes) message(graph, 1, (entry) => {
      for (const input of node.inputs) entry.uint32(bytesField(1)).string(input);
      for (const output of node.outputs) entry.uint32(bytesField(2)).string(output);
      entry.uint32(bytesField(3)).string(node.name);
      entry.uint32(bytesField(4)).string(node.op);
      for (const [name, attribute] of Object.entries(node.attributes)) message(entry, 5, (a) => writeAttribute(a, name, attribute));
      if (node.domain) entry.uint32(bytesField(7)).string(node.domain);
    });
    graph.uint32(bytesField(2)).string('graph');
    for (const constant of constants) message(graph, 5, (entry) => writeConstant(entry, constant));
    for (const input of inputs) message(graph, 11, (entry) => writeValueInfo(entry, input));
    for (const output of outputs) message(graph, 12, (entry) => writeValueInfo(entry, output));
  });
  const domains = new Set(['', ...nodes.map((node) => node.domain)]);
  for (const domain of domains) message(writer, 8, (entry) => {
    if (domain) entry.uint32(bytesField(1)).string(domain);
    entry.uint32(numberField(2)).int64(domain ? 1 : opset);
  });
  return writer.finish();
}

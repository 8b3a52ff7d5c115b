import { Writer } from 'protobufjs/minimal.js';
import type { OnnxAttribute, OnnxElement, OnnxPlace } from '@/nodes/kernel/expr/onnx/onnx';
import { DATA_TYPES } from '@/nodes/kernel/expr/onnx/tensor';

/** An ONNX file as plain data: the part of onnx.proto that is written here. */
export interface OnnxFile extends OnnxGraph {
  readonly metadata: Readonly<Record<string, string>>;
}

interface OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly NamedTensor[];
  readonly inputs: readonly OnnxPlace[];
  readonly outputs: readonly OnnxPlace[];
}

/** The graph inside a loop. */
export interface OnnxBody extends OnnxGraph {
  readonly name: string;
}

export interface OnnxNode {
  readonly operator: string;
  readonly domain?: string;
  readonly inputs: readonly string[];
  /** The node is named for its first output. */
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

type Attribute = Exclude<OnnxAttribute, { graph: unknown }> | { readonly body: OnnxBody };

export interface TensorData {
  readonly element: OnnxElement | 'uint8';
  readonly shape: readonly number[];
  readonly values: readonly (number | string | boolean)[];
}
export type NamedTensor = TensorData & { readonly name: string };

const IR_VERSION = 10;
const OPERATOR_SETS = { '': 21, 'ai.onnx.ml': 5, 'com.microsoft': 1 } as const;
const bytesField = (field: number) => (field << 3) | 2;
const varintField = (field: number) => field << 3;

/** The bytes of a file. Written field by field: protobufjs' reflection would need `eval`, which browsers may forbid. */
export function encodeOnnx(file: OnnxFile): Uint8Array {
  const writer = Writer.create();
  writer.uint32(varintField(1)).int64(IR_VERSION);
  writer.uint32(bytesField(2)).string('sluice');
  message(writer, 7, () => writeGraph(writer, file, 'pipeline'));
  for (const [domain, version] of Object.entries(OPERATOR_SETS)) {
    message(writer, 8, () => writer.uint32(bytesField(1)).string(domain).uint32(varintField(2)).int64(version));
  }
  for (const [key, value] of Object.entries(file.metadata)) {
    message(writer, 14, () => writer.uint32(bytesField(1)).string(key).uint32(bytesField(2)).string(value));
  }
  return writer.finish();
}

function message(writer: Writer, field: number, write: () => void): void {
  writer.uint32(bytesField(field)).fork();
  write();
  writer.ldelim();
}

function writeGraph(writer: Writer, file: OnnxGraph, name: string): void {
  for (const node of file.nodes) message(writer, 1, () => writeNode(writer, node));
  writer.uint32(bytesField(2)).string(name);
  for (const tensor of file.initializers) {
    message(writer, 5, () => {
      writeTensor(writer, tensor);
      writer.uint32(bytesField(8)).string(tensor.name);
    });
  }
  for (const place of file.inputs) message(writer, 11, () => writePlace(writer, place));
  for (const place of file.outputs) message(writer, 12, () => writePlace(writer, place));
}

function writeNode(writer: Writer, node: OnnxNode): void {
  for (const input of node.inputs) writer.uint32(bytesField(1)).string(input);
  for (const output of node.outputs) writer.uint32(bytesField(2)).string(output);
  writer.uint32(bytesField(3)).string(node.outputs[0]!);
  writer.uint32(bytesField(4)).string(node.operator);
  for (const [name, attribute] of Object.entries(node.attributes)) {
    message(writer, 5, () => {
      writer.uint32(bytesField(1)).string(name);
      writeAttribute(writer, attribute);
    });
  }
  if (node.domain) writer.uint32(bytesField(7)).string(node.domain);
}

function writeAttribute(writer: Writer, attribute: Attribute): void {
  const type = (number: number) => writer.uint32(varintField(20)).int32(number);
  if ('int' in attribute) {
    writer.uint32(varintField(3)).int64(attribute.int);
    type(2);
  } else if ('text' in attribute) {
    writer.uint32(bytesField(4)).string(attribute.text);
    type(3);
  } else if ('ints' in attribute) {
    message(writer, 8, () => {
      for (const value of attribute.ints) writer.int64(value);
    });
    type(7);
  } else if ('texts' in attribute) {
    for (const value of attribute.texts) writer.uint32(bytesField(9)).string(value);
    type(8);
  } else if ('body' in attribute) {
    message(writer, 6, () => writeGraph(writer, attribute.body, attribute.body.name));
    type(5);
  } else {
    message(writer, 5, () => writeTensor(writer, attribute.tensor));
    type(4);
  }
}

function writeTensor(writer: Writer, tensor: TensorData): void {
  message(writer, 1, () => {
    for (const size of tensor.shape) writer.int64(size);
  });
  writer.uint32(varintField(2)).int32(DATA_TYPES[tensor.element]);
  if (tensor.element === 'string') {
    for (const value of tensor.values) writer.uint32(bytesField(6)).string(String(value));
  } else {
    writer.uint32(bytesField(9)).bytes(rawData(tensor));
  }
}

/** Values as little-endian bytes, whatever the machine. */
function rawData({ element, values }: TensorData): Uint8Array {
  const size = element === 'double' || element === 'int64' ? 8 : 1;
  const view = new DataView(new ArrayBuffer(values.length * size));
  values.forEach((value, at) => {
    if (element === 'double') view.setFloat64(at * 8, Number(value), true);
    else if (element === 'int64') view.setBigInt64(at * 8, BigInt(value), true);
    else view.setUint8(at, Number(value));
  });
  return new Uint8Array(view.buffer);
}

function writePlace(writer: Writer, place: OnnxPlace): void {
  writer.uint32(bytesField(1)).string(place.name);
  message(writer, 2, () =>
    message(writer, 1, () => {
      writer.uint32(varintField(1)).int32(DATA_TYPES[place.element]);
      message(writer, 2, () => {
        for (const size of place.dims) {
          message(writer, 1, () =>
            typeof size === 'string'
              ? writer.uint32(bytesField(2)).string(size)
              : writer.uint32(varintField(1)).int64(size),
          );
        }
      });
    }),
  );
}

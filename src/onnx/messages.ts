/**
 * The type of a scalar field of each wire type in memory; 64-bit integers are numbers up to 2^53.
 */
export interface Scalars {
  readonly int32: number;
  readonly int64: number;
  readonly wideInt64: bigint;
  readonly float: number;
  readonly double: number;
  readonly string: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * The occurrence of a field: `required` by the ONNX specification (a file without it is refused),
 * `optional`, `repeated` (an array), `packed` (an optional array of numbers, written as one block)
 * or `refused` (it changes what a model means, and Isthmus does not know it).
 */
export type Rule = "required" | "optional" | "repeated" | "packed" | "refused";

/** A field: its number on the wire, its type (a scalar or the name of a message), its rule. */
export type Field = readonly [number: number, type: string, rule: Rule];

/**
 * The protobuf messages of an ONNX model, in the order of their field numbers.
 *
 * The writer, the reader and the TypeScript types of a model are all derived from this table, so a
 * message is defined once. Field numbers: onnx.proto of ONNX 1.12 (IR version 8). Fields that only
 * matter to other tools are left out; a reader skips them.
 */
export const messages = {
  ModelProto: {
    irVersion: [1, "int64", "required"],
    producerName: [2, "string", "optional"],
    producerVersion: [3, "string", "optional"],
    domain: [4, "string", "optional"],
    modelVersion: [5, "int64", "optional"],
    docString: [6, "string", "optional"],
    graph: [7, "GraphProto", "required"],
    opsetImport: [8, "OperatorSetIdProto", "repeated"],
    metadataProps: [14, "StringStringEntryProto", "repeated"],
    trainingInfo: [20, "bytes", "refused"],
    functions: [25, "bytes", "refused"],
  },
  GraphProto: {
    node: [1, "NodeProto", "repeated"],
    name: [2, "string", "required"],
    initializer: [5, "TensorProto", "repeated"],
    docString: [10, "string", "optional"],
    input: [11, "ValueInfoProto", "repeated"],
    output: [12, "ValueInfoProto", "repeated"],
    valueInfo: [13, "ValueInfoProto", "repeated"],
    sparseInitializer: [15, "bytes", "refused"],
  },
  NodeProto: {
    input: [1, "string", "repeated"],
    output: [2, "string", "repeated"],
    name: [3, "string", "optional"],
    opType: [4, "string", "required"],
    attribute: [5, "AttributeProto", "repeated"],
    docString: [6, "string", "optional"],
    domain: [7, "string", "optional"],
  },
  AttributeProto: {
    name: [1, "string", "required"],
    f: [2, "float", "optional"],
    i: [3, "int64", "optional"],
    s: [4, "bytes", "optional"],
    t: [5, "TensorProto", "optional"],
    g: [6, "bytes", "refused"],
    floats: [7, "float", "repeated"],
    ints: [8, "int64", "repeated"],
    strings: [9, "bytes", "refused"],
    tensors: [10, "bytes", "refused"],
    graphs: [11, "bytes", "refused"],
    type: [20, "int32", "required"],
    refAttrName: [21, "string", "refused"],
    sparseTensor: [22, "bytes", "refused"],
  },
  TensorProto: {
    dims: [1, "int64", "repeated"],
    dataType: [2, "int32", "required"],
    segment: [3, "bytes", "refused"],
    floatData: [4, "float", "packed"],
    int32Data: [5, "int32", "packed"],
    stringData: [6, "bytes", "refused"],
    int64Data: [7, "wideInt64", "packed"],
    name: [8, "string", "optional"],
    rawData: [9, "bytes", "optional"],
    doubleData: [10, "double", "packed"],
    docString: [12, "string", "optional"],
    externalData: [13, "bytes", "refused"],
    dataLocation: [14, "int32", "optional"],
  },
  ValueInfoProto: {
    name: [1, "string", "required"],
    type: [2, "TypeProto", "optional"],
    docString: [3, "string", "optional"],
  },
  TypeProto: {
    tensorType: [1, "TensorTypeProto", "required"],
    sequenceType: [4, "bytes", "refused"],
    mapType: [5, "bytes", "refused"],
    sparseTensorType: [8, "bytes", "refused"],
    optionalType: [9, "bytes", "refused"],
  },
  TensorTypeProto: {
    elemType: [1, "int32", "required"],
    shape: [2, "TensorShapeProto", "optional"],
  },
  TensorShapeProto: {
    dim: [1, "DimensionProto", "repeated"],
  },
  DimensionProto: {
    dimValue: [1, "int64", "optional"],
    dimParam: [2, "string", "optional"],
  },
  OperatorSetIdProto: {
    domain: [1, "string", "optional"],
    version: [2, "int64", "required"],
  },
  StringStringEntryProto: {
    key: [1, "string", "required"],
    value: [2, "string", "required"],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Field>>>>;

type Messages = typeof messages;

/** The name of a message. */
export type MessageName = keyof Messages;

type FieldsOf<N extends MessageName, R extends Rule> = {
  [F in keyof Messages[N]]: Messages[N][F] extends readonly [number, string, R] ? F : never;
}[keyof Messages[N]];

type ValueOf<F> = F extends readonly [number, infer T, Rule]
  ? T extends keyof Scalars ? Scalars[T] : T extends MessageName ? Message<T> : never
  : never;

/** The plain data of a message, as its line in the table says. */
export type Message<N extends MessageName> =
  & { readonly [F in FieldsOf<N, "required">]: ValueOf<Messages[N][F]> }
  & { readonly [F in FieldsOf<N, "optional">]?: ValueOf<Messages[N][F]> }
  & { readonly [F in FieldsOf<N, "repeated">]: readonly ValueOf<Messages[N][F]>[] }
  & { readonly [F in FieldsOf<N, "packed">]?: readonly ValueOf<Messages[N][F]>[] };

/** An ONNX model: versions, metadata and one graph. */
export type Model = Message<"ModelProto">;
/** Nodes in topological order, the values that enter and leave, and the weights. */
export type Graph = Message<"GraphProto">;
/** One use of an operator, on values by name. */
export type Node = Message<"NodeProto">;
/** A named setting of a node, fixed when the graph is built. */
export type Attribute = Message<"AttributeProto">;
/** An array stored in the file. */
export type Tensor = Message<"TensorProto">;
/** The name, element type and shape of a value. */
export type ValueInfo = Message<"ValueInfoProto">;

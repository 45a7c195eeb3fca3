import fc from "fast-check";
import { encodeModel, type Model, type Node, type Tensor } from "../../../src/onnx/mod.ts";
import { createAttribute } from "../../../src/onnx/create_attribute.ts";
import { operators } from "../../../src/onnx/operators.ts";
import type { Operator } from "../../../src/onnx/operators/operator.ts";
import type { Files } from "./folders.ts";

const size = fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 5 }) }, fc.constant(0));
const shape: fc.Arbitrary<number[]> = fc.oneof(
  fc.array(size, { maxLength: 5 }),
  // What matrices and images are.
  fc.tuple(size, size),
  fc.tuple(size, size, size, size),
);
const small = fc.integer({ min: -2, max: 6 });
const integer = fc.oneof(
  { weight: 12, arbitrary: small },
  fc.constantFrom(100, 2 ** 16, 2 ** 24, 2 ** 31 - 1, 2 ** 31, 2 ** 40, -(2 ** 31), -(2 ** 40)),
);
const float = fc.oneof(small, fc.constantFrom(0.5, 1e30, -1e30, 1e-30));

const bytesOf = (values: BigInt64Array | Float32Array) => new Uint8Array(values.buffer.slice(0));
const floatsOf = (shape: fc.Arbitrary<number[]>): fc.Arbitrary<Tensor> =>
  fc.tuple(shape, fc.array(float, { minLength: 8, maxLength: 8 })).map(([dims, some]) => ({
    dims,
    dataType: 1,
    rawData: bytesOf(
      Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, (_, i) => some[i % 8]),
    ) as Uint8Array<ArrayBuffer>,
  }));
const integersOf = (shape: fc.Arbitrary<number[]>): fc.Arbitrary<Tensor> =>
  fc.oneof(
    fc.array(integer, { maxLength: 8 }).map((values) => [[values.length], values] as const),
    fc.tuple(shape, fc.array(integer, { minLength: 8, maxLength: 8 })),
  ).map(([dims, some]) => ({
    dims,
    dataType: 7,
    rawData: bytesOf(
      BigInt64Array.from(
        { length: dims.reduce((a, b) => a * b, 1) },
        (_, i) => BigInt(some[i % 8] ?? 0),
      ),
    ) as Uint8Array<ArrayBuffer>,
  }));

function attributeOf(name: string, rule: Operator["attributes"][string]) {
  const { kind, oneOf } = rule;
  const value: fc.Arbitrary<unknown> = kind === "int"
    ? integer
    : kind === "float"
    ? float
    : kind === "ints"
    ? fc.oneof(
      fc.array(small, { minLength: 1, maxLength: 4 }),
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 2 }),
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 2 }),
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }),
      fc.array(integer, { minLength: 2, maxLength: 4 }),
    )
    : kind === "floats"
    ? fc.array(float, { maxLength: 4 })
    : kind === "tensor"
    ? fc.oneof(floatsOf(shape), integersOf(shape))
    : fc.constantFrom(...oneOf ?? ["sum"]);
  return fc.option(value, { freq: rule.required ? 20 : 1 }).map((value) => {
    return value === null ? [] : [createAttribute(name, { kind, value })];
  });
}

const tensorType = (dim: readonly object[]) => ({ tensorType: { elemType: 1, shape: { dim } } });
const rows = tensorType([{ dimParam: "batch" }, { dimValue: 2 }]);

const operator: fc.Arbitrary<Node & { stored: readonly Tensor[] }> = fc.tuple(
  fc.constantFrom(...Object.entries<Operator>(operators)),
  shape,
  fc.boolean(),
).chain(([[opType, rule], one, isShared]) => {
  // Inputs that are all of one shape fit each other more often.
  const dims = isShared ? fc.constant(one) : shape;
  const floats = floatsOf(dims), integers = integersOf(dims);
  const inputs = rule.inputs.map((text) => {
    const type = text.split(": ")[1], allowed = rule.types?.[type] ?? [type];
    const tensor = allowed.includes("float") && allowed.includes("int64")
      ? fc.oneof({ weight: 4, arbitrary: floats }, integers)
      : allowed.includes("float")
      ? floats
      : integers;
    return text.includes("?") ? fc.option(tensor, { freq: 2 }) : tensor;
  });
  return fc.record({
    inputs: fc.tuple(...inputs),
    attributes: fc.tuple(
      ...Object.entries(rule.attributes).map(([name, each]) => attributeOf(name, each)),
    ),
    outputs: fc.integer({ min: 1, max: rule.outputs.length }),
  }).map(({ inputs, attributes, outputs }) => ({
    opType,
    name: "odd",
    input: inputs.map((each, i) => each === null ? "" : `x${i}`),
    output: Array.from({ length: outputs }, (_, i) => `y${i}`),
    attribute: attributes.flat(),
    stored: inputs.flatMap((each, i) => each === null ? [] : [{ ...each, name: `x${i}` }]),
  }));
});

/** A decoder that gives back its code, and computes one operator of stored values beside it. */
export const randomOperator: fc.Arbitrary<{ files: Files; node: Node }> = operator.map(
  ({ stored, ...node }) => {
    const echo = (from: string, to: string, extra: boolean): Uint8Array<ArrayBuffer> => {
      const model: Model = {
        irVersion: 8,
        opsetImport: [{ domain: "", version: 17 }],
        metadataProps: [],
        graph: {
          name: "odd",
          node: [
            ...extra ? [node] : [],
            { opType: "Identity", input: [from], output: [to], attribute: [] },
          ],
          initializer: extra ? stored : [],
          input: [{ name: from, type: rows }],
          output: [
            { name: to, type: rows },
            ...extra
              ? node.output.map((name) => ({ name, type: { tensorType: { elemType: 1 } } }))
              : [],
          ],
          valueInfo: [],
        },
      };
      return encodeModel(model);
    };
    const config = { kind: "vector", inputShape: [2], bytesScale: 1 };
    return {
      node,
      files: {
        "preprocessor_config.json": new TextEncoder().encode(JSON.stringify(config)),
        "onnx/encoder_model.onnx": echo("input", "code", false),
        "onnx/decoder_model.onnx": echo("code", "reconstruction", true),
      },
    };
  },
);

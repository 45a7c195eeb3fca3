import { assert, assertEquals, assertThrows } from "@std/assert";
import { encodeModel, type Model, type Node, readModel } from "../../src/onnx/mod.ts";
import { mlpModel } from "./models.ts";

const base = mlpModel();

const integers = (name: string, ...values: number[]) => ({
  name,
  dims: [values.length],
  dataType: 7,
  rawData: new Uint8Array(BigInt64Array.from(values, BigInt).buffer),
});
const floats = (name: string, ...values: number[]) => ({
  name,
  dims: [values.length],
  dataType: 1,
  rawData: new Uint8Array(Float32Array.from(values).buffer),
});
const node = (opType: string, input: string[], attributes: Record<string, number> = {}) => ({
  opType,
  input,
  attribute: Object.entries(attributes).map(([name, i]) => ({
    name,
    i,
    type: 2,
    floats: [],
    ints: [],
  })),
});
type Step = Omit<Node, "output">;

/** A file whose nodes feed each other: "x" [batch, 1] enters, "v0", "v1" … are their outputs. */
function file(
  steps: Step[],
  initializer: Model["graph"]["initializer"] = [],
  dim: object[] = [{ dimParam: "batch" }, { dimValue: 1 }],
): Uint8Array {
  const last = `v${steps.length - 1}`;
  return encodeModel({
    ...base,
    graph: {
      name: "g",
      node: steps.map((step, i) => ({
        ...step,
        output: [`v${i}`, ...(step.opType === "TopK" ? [`at${i}`] : [])],
      })),
      initializer,
      input: [{ name: "x", type: { tensorType: { elemType: 1, shape: { dim } } } }],
      output: [{ name: last, type: { tensorType: { elemType: 1 } } }],
      valueInfo: [],
    },
  });
}
const large = integers("s", 2 ** 13, 2 ** 13);

const hostile: Record<string, [Uint8Array, string]> = {
  "an Expand to gigabytes": [
    file([node("Expand", ["x", "s"])], [integers("s", 2 ** 15, 2 ** 15)]),
    "node 0 (Expand): with its [32768, 32768] a batch of one takes more than 268435456 values",
  ],
  "an Expand past 2^31": [
    file([node("Expand", ["x", "s"])], [integers("s", 2 ** 40, 1)]),
    "node 0 (Expand): its output has the sizes [1099511627776, 1]",
  ],
  "an Expand to a negative size": [
    file([node("Expand", ["x", "s"])], [integers("s", 1, -4)]),
    "node 0 (Expand): its output has the sizes [batch, -4]",
  ],
  "a Pad to gigabytes": [
    file([node("Pad", ["x", "s"])], [integers("s", 0, 0, 0, 2 ** 30)]),
    "node 0 (Pad): with its [batch, 1073741825] a batch of one takes more than 268435456 values",
  ],
  "a Pad that leaves less than nothing": [
    file([node("Pad", ["x", "s"])], [integers("s", 0, -2, 0, 0)]),
    "node 0 (Pad): its output has the sizes [batch, -1]",
  ],
  "a Resize to gigabytes": [
    file([node("Resize", ["x", "", "s"])], [floats("s", 1, 2 ** 30)]),
    "node 0 (Resize): with its [batch, 1073741824] a batch of one takes more than 268435456 " +
    "values",
  ],
  "a Resize by what is not a number": [
    file([node("Resize", ["x", "", "s"])], [floats("s", 1, NaN)]),
    "node 0 (Resize): cannot resize axis 1 of [batch, 1] by NaN",
  ],
  "a Resize to nothing": [
    file([node("Resize", ["x", "", "", "s"])], [integers("s", 1, 0)]),
    "node 0 (Resize): cannot resize axis 1 of [batch, 1] to 0",
  ],
  "a Resize to anything": [
    file([node("Resize", ["x"])]),
    "node 0 (Resize): it needs either sizes or scales",
  ],
  "a Resize to the nearest that excludes what lies outside": [
    file([node("Resize", ["x", "", "s"], { exclude_outside: 1 })], [floats("s", 1, 1)]),
    "node 0 (Resize): its exclude_outside needs the mode cubic",
  ],
  "a Reshape to another number of values": [
    file([node("Reshape", ["v", "s"])], [floats("v", 1, 2), integers("s", 2 ** 20, 2 ** 20)]),
    "node 0 (Reshape): cannot reshape [2]: [1048576,1048576] holds 1099511627776 values, not 2",
  ],
  "values that are too many only together": [
    file(Array.from({ length: 9 }, () => node("Expand", ["x", "s"])), [large]),
    "node 3 (Expand): with its [8192, 8192] a batch of one takes more than 268435456 values",
  ],
  "a size that is computed": [
    file([
      node("Cast", ["x"], { to: 7 }),
      node("Reshape", ["v0", "flat"]),
      node("Expand", ["x", "v1"]),
    ], [integers("flat", 1)]),
    "node 2 (Expand): the size of its output is known only when it runs",
  ],
  "a product of large matrices": [
    file([node("Expand", ["x", "s"]), node("MatMul", ["v0", "v0"])], [large]),
    "node 1 (MatMul): one batch of one takes more than 68719476736 operations by then",
  ],
  "an input of gigabytes": [
    file([node("Relu", ["x"])], [], [{ dimValue: 2 ** 30 }, { dimParam: "batch" }]),
    'input "x": with its [1073741824, batch] a batch of one takes more than 268435456 values',
  ],
  "an input of a negative size": [
    file([node("Relu", ["x"])], [], [{ dimValue: -1 }]),
    'graph.input[0] "x" has an axis of size -1',
  ],
  "an input whose size has neither number nor name": [
    file([node("Relu", ["x"])], [], [{}]),
    'input "x" has an axis without a size or a name',
  ],
  "an input whose size is named like a product": [
    file([node("Relu", ["x"])], [], [{ dimParam: "0*batch" }]),
    'graph.input[0] "x" has an axis named "0*batch", which is not a name of at most 64 letters',
  ],
  "a Cast to an unknown type": [
    file([node("Cast", ["x"], { to: 16 })]),
    "node 0 (Cast): the type 16 is not float or int32 or int64 or bool",
  ],
  "an attribute's text that is no choice": [
    file([{
      ...node("Pad", ["x", "s"]),
      attribute: [{
        name: "mode",
        type: 3,
        s: new TextEncoder().encode("wild"),
        floats: [],
        ints: [],
      }],
    }], [integers("s", 0, 0, 0, 0)]),
    'node 0 (Pad): attribute "mode" is "wild", expected constant or reflect or edge',
  ],
  "an attribute's text that is not UTF-8": [
    file([{
      ...node("Pad", ["x", "s"]),
      attribute: [{ name: "mode", type: 3, s: Uint8Array.of(0xff), floats: [], ints: [] }],
    }], [integers("s", 0, 0, 0, 0)]),
    'field graph.node[0].attribute[0]: the text of attribute "mode" is not UTF-8',
  ],
  "an attribute of a thousand numbers": [
    file([{
      ...node("ReduceMean", ["x"]),
      attribute: [{ name: "axes", type: 7, floats: [], ints: Array(1000).fill(0) }],
    }]),
    'node 0 (ReduceMean): attribute "axes" has 1000 values, more than 128',
  ],
  "operators of another domain": [
    encodeModel({ ...base, opsetImport: [...base.opsetImport, { domain: "ai.evil", version: 1 }] }),
    'it needs operators of the domain "ai.evil", which Isthmus does not know',
  ],
  "a Split into more values than a graph may name": [
    encodeModel({
      ...base,
      graph: {
        ...base.graph,
        node: [{
          ...node("Split", ["x"]),
          output: Array.from({ length: 2 ** 14 }, (_, i) => `v${i}`),
        }],
        initializer: [],
      },
    }),
    "it names 16385 values, more than 16384",
  ],
  "a Concat of more values than a graph may read": [
    file([node("Concat", Array(2 ** 16 + 1).fill("x"), { axis: 0 })]),
    "its nodes read 65537 values, more than 65536",
  ],
  "a TopK of as many as there are": [
    file([node("Expand", ["x", "s"]), node("TopK", ["v0", "k"])], [
      integers("s", 1, 2 ** 19),
      integers("k", 2 ** 18),
    ]),
    "node 1 (TopK): one batch of one takes more than 68719476736 operations by then",
  ],
  "lines without end of nothing": [
    file([node("Expand", ["x", "s"])], [integers("s", 2 ** 31 - 1, 0)]),
    "node 0 (Expand): with its [2147483647, 0] a batch of one takes more than 268435456 values",
  ],
  "a sum that is taken again and again": [
    file([
      node("Expand", ["x", "s"]),
      ...Array.from({ length: 64 }, () => node("ReduceMax", ["v0"])),
    ], [large]),
    "node 31 (ReduceMax): one batch of one takes more than 68719476736 operations by then",
  ],
  "convolutions whose filters are drawn apart": [
    file([
      node("Reshape", ["x", "s"]),
      ...Array.from({ length: 64 }, () => ({
        ...node("Conv", ["v0", "w"]),
        attribute: [
          { name: "dilations", type: 7, floats: [], ints: [2 ** 13, 2 ** 13] },
          { name: "pads", type: 7, floats: [], ints: [0, 0, 2 ** 13, 2 ** 13] },
        ],
      })),
    ], [integers("s", 1, 1, 1, 1), { ...floats("w", 1, 1, 1, 1), dims: [1, 1, 2, 2] }]),
    "node 32 (Conv): one batch of one takes more than 68719476736 operations by then",
  ],
  "a Slice that cuts an axis twice": [
    file([node("Slice", ["v", "s", "e", "a"])], [
      floats("v", 1, 2, 3),
      integers("s", 2, 2),
      integers("e", 3, 3),
      integers("a", 0, -1),
    ]),
    "node 0 (Slice): axes [0,-1] repeat",
  ],
  "a Slice with fewer steps than starts": [
    file([node("Slice", ["v", "s", "e", "a", "t"])], [
      floats("v", 1, 2, 3),
      integers("s", 2, 2),
      integers("e", 3, 3),
      integers("a", 0, 1),
      integers("t", 1),
    ]),
    "node 0 (Slice): starts [2,2] and steps [1] differ in length",
  ],
  "a Slice backwards to the end, which runtimes read in different ways": [
    file([node("Slice", ["v", "s", "e", "a", "t"])], [
      floats("v", 1, 2, 3),
      integers("s", 2),
      integers("e", 2 ** 31 - 1),
      integers("a", 0),
      integers("t", -1),
    ]),
    "node 0 (Slice): it goes back to 2147483647, expected -2147483648 or a place",
  ],
  "strides past 32 bits": [
    file([{
      ...node("MaxPool", ["v"]),
      attribute: [
        { name: "kernel_shape", type: 7, floats: [], ints: [1, 1] },
        { name: "strides", type: 7, floats: [], ints: [2 ** 32, 1] },
      ],
    }], [{ ...floats("v", 1), dims: [1, 1, 1, 1] }]),
    "node 0 (MaxPool): strides [4294967296,1] are not 2 numbers from 1 to 16777216",
  ],
  "a ConvTranspose padded past its strides": [
    file([{
      ...node("ConvTranspose", ["v", "v"]),
      attribute: [{ name: "output_padding", type: 7, floats: [], ints: [0, 9] }],
    }], [{ ...floats("v", 1), dims: [1, 1, 1, 1] }]),
    "node 0 (ConvTranspose): output_padding [0,9] is not below the stride 1",
  ],
  "a ConvTranspose to more than there is": [
    file([{
      ...node("ConvTranspose", ["v", "v"]),
      attribute: [{ name: "output_shape", type: 7, floats: [], ints: [1, 9] }],
    }], [{ ...floats("v", 1), dims: [1, 1, 1, 1] }]),
    "node 0 (ConvTranspose): axis 3 of its output has 9 values, expected 1 to 1",
  ],
  "an average over no axes": [
    file([node("GlobalAveragePool", ["x"])]),
    "node 0 (GlobalAveragePool): [batch, 1] has no spatial axes",
  ],
  "a normalisation without channels": [
    file([node("BatchNormalization", Array(5).fill("v"))], [floats("v", 1)]),
    "node 0 (BatchNormalization): [1] has no channels",
  ],
  "a name of many lines": [
    file([node("Relu", ["a\n\u0007b"])]),
    'node 0 (Relu) reads "a b", which nothing produces',
  ],
};

Deno.test("readModel() reads what the builder wrote", () => {
  assertEquals(encodeModel(readModel(encodeModel(base), "mlp.onnx")), encodeModel(base));
});

for (const [what, [bytes, why]] of Object.entries(hostile)) {
  Deno.test(`readModel() refuses ${what}`, () => {
    const error = assertThrows(() => readModel(bytes, "some.onnx"), SyntaxError);
    assertEquals(error.message, `Cannot read some.onnx as an ONNX model: ${why}`);
  });
}

Deno.test("readModel() refuses a long name in a short sentence", () => {
  const bytes = file([node("Relu", ["n".repeat(1_000_000)])]);
  const { message } = assertThrows(() => readModel(bytes, "some.onnx"), SyntaxError);
  assert(message.length < 500, `${message.length} characters`);
});

import { assert, assertEquals } from "@std/assert";
import * as ort from "onnxruntime-node";
import { decodeModel, inferGraph, type OperatorName } from "../../src/onnx/mod.ts";
import { type OneNode, oneNode } from "../lite/one_node.ts";

const floats = (...shape: number[]) => ({
  shape,
  values: new Float32Array(shape.reduce((a, b) => a * b, 1)),
});
const numbers = (...values: number[]) => ({
  shape: [values.length],
  values: Float32Array.from(values),
});
const integers = (...values: number[]) => ({
  shape: [values.length],
  values: BigInt64Array.from(values, BigInt),
});
const image = [1, 1, 4, 4], square = [2, 2];

/** Forms whose shapes other rules would give otherwise, and forms that do not run. */
const cases: readonly (readonly [OperatorName, OneNode, shape: number[] | "refused"])[] = [
  ["Squeeze", { x: [1, 2, 1], stored: [integers()] }, [2]],
  ["Squeeze", { x: [1, 2, 1], stored: [integers(0)] }, [2, 1]],
  ["ArgMax", { x: [0, 2], attributes: { axis: 1 } }, [0, 1]],
  ["ArgMax", { x: [0, 2] }, "refused"],
  ["GlobalAveragePool", { x: [1, 1, 0, 2] }, "refused"],
  [
    "AveragePool",
    { x: image, attributes: { kernel_shape: [1, 1], strides: square, ceil_mode: 1 } },
    [1, 1, 2, 2],
  ],
  [
    "AveragePool",
    { x: image, attributes: { kernel_shape: square, strides: [3, 3], ceil_mode: 1 } },
    [1, 1, 2, 2],
  ],
  [
    "AveragePool",
    { x: image, attributes: { kernel_shape: square, pads: [0, 0, 2, 0] } },
    "refused",
  ],
  [
    "Conv",
    {
      x: image,
      stored: [floats(1, 1, 2, 2)],
      attributes: { auto_pad: "VALID", pads: [0, 0, 0, 0] },
    },
    "refused",
  ],
  [
    "Conv",
    {
      x: image,
      stored: [floats(1, 1, 2, 2)],
      attributes: { auto_pad: "SAME_UPPER", dilations: square },
    },
    "refused",
  ],
  [
    "ConvTranspose",
    {
      x: image,
      stored: [floats(1, 1, 1, 1)],
      attributes: { auto_pad: "SAME_UPPER", strides: [3, 3] },
    },
    [1, 1, 10, 10],
  ],
  [
    "ConvTranspose",
    {
      x: image,
      stored: [floats(1, 1, 2, 2)],
      attributes: { dilations: [3, 3], output_padding: [1, 1] },
    },
    "refused",
  ],
  ["Resize", { x: [3, 10], stored: [undefined, numbers(7 / 3, 0.7)] }, [7, 7]],
  ["Resize", { x: [3, 10], stored: [undefined, numbers(0, 1)] }, "refused"],
  ["Resize", { x: [3, 10], stored: [undefined, undefined, integers(3, 0)] }, "refused"],
  [
    "Resize",
    { x: [3, 10], stored: [undefined, numbers(1, 2)], attributes: { exclude_outside: 1 } },
    "refused",
  ],
];

async function shapeInOrt(
  model: Uint8Array,
  x: OneNode["x"],
): Promise<readonly number[] | "refused"> {
  let session: ort.InferenceSession | undefined;
  try {
    session = await ort.InferenceSession.create(model, { logSeverityLevel: 4 });
    const { y0 } = await session.run({ x: new ort.Tensor("float32", floats(...x).values, x) });
    return y0.dims;
  } catch {
    return "refused";
  } finally {
    await session?.release();
  }
}

for (const [operator, node, shape] of cases) {
  const what = JSON.stringify(node.attributes ?? {});
  Deno.test(`${operator} of [${node.x}] ${what} is inferred as in onnxruntime-node: ${shape}`, async () => {
    const model = oneNode(operator, node);
    assertEquals(await shapeInOrt(model, node.x), shape);
    const { values, faults } = inferGraph(decodeModel(model, "one").graph);
    if (shape === "refused") assert(faults.length > 0);
    else assertEquals([faults, values.get("y0")?.shape], [[], shape]);
  });
}

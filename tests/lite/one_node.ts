import type { Shape } from "../../src/core/shape.ts";
import {
  encodeModel,
  type OperatorName,
  operatorOf,
  type TensorContent,
} from "../../src/onnx/mod.ts";
import { createAttribute } from "../../src/onnx/create_attribute.ts";
import { type ElementType, elementTypes } from "../../src/onnx/element_type.ts";
import { parseFormal } from "../../src/onnx/operators/operator.ts";
import { createTensor } from "../../src/onnx/tensor.ts";

/** The parts of a node; anything goes, as in the files of strangers. */
export interface OneNode {
  /** The shape of the floats that are fed. */
  readonly x: Shape;
  /** The inputs behind them, undefined for one that is left out. */
  readonly stored?: readonly (TensorContent | undefined)[] | undefined;
  readonly attributes?: Readonly<Record<string, unknown>>;
  /** The number of its outputs, 1 by default. */
  readonly outputs?: number;
}

/** A file of one node, which has no name: "x" goes in, "y0" and so on come out. */
export function oneNode(
  opType: OperatorName,
  { x, stored = [], attributes = {}, outputs = 1 }: OneNode,
): Uint8Array<ArrayBuffer> {
  const rules = operatorOf(opType)!;
  const tensors = stored.map((content, i) => content && createTensor(`w${i}`, content));
  const output = rules.outputs.map(parseFormal).slice(0, outputs).map(({ type }, i) => {
    const [elementType] = rules.types?.[type] ?? [type];
    return {
      name: `y${i}`,
      type: { tensorType: { elemType: elementTypes[elementType as ElementType].code } },
    };
  });
  const dim = x.map((dimValue) => ({ dimValue }));
  return encodeModel({
    irVersion: 8,
    opsetImport: [{ domain: "", version: 17 }],
    metadataProps: [],
    graph: {
      name: "one",
      node: [{
        opType,
        input: ["x", ...tensors.map((tensor) => tensor?.name ?? "")],
        output: output.map(({ name }) => name),
        attribute: Object.entries(attributes).map(([name, value]) =>
          createAttribute(name, { kind: rules.attributes[name].kind, value })
        ),
      }],
      initializer: tensors.filter((tensor) => tensor !== undefined),
      input: [{ name: "x", type: { tensorType: { elemType: 1, shape: { dim } } } }],
      output,
      valueInfo: [],
    },
  });
}

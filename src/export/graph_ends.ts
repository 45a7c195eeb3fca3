import { VALUE_NAMES } from "../core/exported_model.ts";
import { sizeOf } from "../core/shape.ts";
import { reconstructionLossOf } from "../losses/mod.ts";
import { countParams, type Plan } from "../model/mod.ts";
import { encodeModel, type GraphBuilder, type ValueName } from "../onnx/mod.ts";
import type { OnnxOptions } from "./onnx_options.ts";
import { fromRaw, type RawUnits } from "./raw_units.ts";

/** Adds the input of a graph, a batch of examples; returns it in the units of the model. */
export function addExamples(
  graph: GraphBuilder,
  { spec: { inputShape } }: Plan,
  units: RawUnits | undefined,
): ValueName {
  const input = graph.input(
    VALUE_NAMES.input,
    ["batch", ...inputShape],
    `A batch of examples, ${describe(inputShape)}${units ? ", in the units of the data" : ""}`,
  );
  return units ? fromRaw(graph, input, units) : input;
}

/** The bytes of a graph that has all its nodes; `what` says which part of the model it is. */
export function finishGraph(
  graph: GraphBuilder,
  plan: Plan,
  { what, name, description = "", version = "", metadata = {} }: OnnxOptions & {
    what: string;
    name: string;
  },
): Uint8Array<ArrayBuffer> {
  return encodeModel(graph.finish({
    producerName: "isthmus",
    producerVersion: version,
    docString: `${what} of ${name}. ${description}`.trim(),
    metadata: { ...metadata, ...factsOf(plan) },
  }));
}

/** Facts about a model, for a viewer of its graphs. */
function factsOf(plan: Plan): Record<string, string> {
  return {
    input_shape: JSON.stringify(plan.spec.inputShape),
    code_shape: JSON.stringify(plan.codeShape),
    [plan.spec.target ? "loss" : "reconstruction_loss"]:
      reconstructionLossOf(plan.spec.reconstructionLoss).name,
    parameters: String(countParams(plan)),
  };
}

function describe(shape: readonly number[]): string {
  if (shape.length === 1) return `${sizeOf(shape)} values each`;
  const axes = shape.length === 3 ? " (height × width × channels)" : "";
  return `${shape.join(" × ")} each${axes}`;
}

import { VALUE_NAMES } from "../core/exported_model.ts";
import type { NdArray } from "../core/nd_array.ts";
import { type Plan, refuseClassifier } from "../model/mod.ts";
import { type BatchShape, createGraph, type GraphBuilder, type ValueName } from "../onnx/mod.ts";
import { createEmission, emitLayers } from "./emit_layers.ts";
import { addExamples, finishGraph } from "./graph_ends.ts";
import type { OnnxOptions } from "./onnx_options.ts";
import { toRaw } from "./raw_units.ts";

/** The exported files of an autoencoder, as bytes: the same weights give the same bytes. */
export interface OnnxFiles {
  /** `input` → `reconstruction`, `code`. */
  readonly model: Uint8Array<ArrayBuffer>;
  /** `input` → `code`, and what the decoder takes besides it, such as switches. */
  readonly encoder: Uint8Array<ArrayBuffer>;
  /** `code` and what else the encoder gives → `reconstruction`. */
  readonly decoder: Uint8Array<ArrayBuffer>;
}

/**
 * The three ONNX files (opset 17) of a model with these parameters, the batch dimension free. Throws a
 * RangeError for a classifier.
 *
 * @example
 * ```ts
 * import { createRng, describeAutoencoder, fit, planAutoencoder, strokes } from "isthmus";
 * import { readKernels, startBackend, toOnnx } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const train = strokes(64, createRng(0));
 * const plan = planAutoencoder(describeAutoencoder({ variant: "tied", codeSize: 8 }, train.shape));
 * for await (const event of fit({ plan, train, options: { epochs: 1 }, rng: createRng(1) })) {
 *   if (event.type !== "end") continue;
 *   const { encoder, decoder } = toOnnx(plan, event.params);
 *   assert(encoder.length > 4 * 784 * 8 && decoder.length > 4 * 784 * 8);
 * }
 * ```
 */
export function toOnnx(
  plan: Plan,
  params: Readonly<Record<string, NdArray>>,
  { name = "autoencoder", thresholds = {}, units, ...words }: OnnxOptions = {},
): OnnxFiles {
  refuseClassifier(plan, {
    task: "Cannot export a classifier as an autoencoder",
    instead: "use classifierToOnnx()",
  });
  const inputShape: BatchShape = ["batch", ...plan.spec.inputShape];
  const codeShape: BatchShape = ["batch", ...plan.codeShape];
  const links = Object.entries(plan.links).map(([name, shape]) => {
    const batch: BatchShape = ["batch", ...shape];
    return { name, shape: batch };
  });
  const finish = (graph: GraphBuilder, what: string) =>
    finishGraph(graph, plan, { ...words, name, what });
  const addInput = (graph: GraphBuilder) => addExamples(graph, plan, units);
  const addCode = (graph: GraphBuilder, code: ValueName) =>
    graph.output(code, VALUE_NAMES.code, codeShape, "The code of each example");
  const addReconstruction = (graph: GraphBuilder, value: ValueName) =>
    graph.output(
      units ? toRaw(graph, value, units) : value,
      VALUE_NAMES.reconstruction,
      inputShape,
      "What the decoder makes of each code",
    );

  const model = createEmission(createGraph(`${name}.model`), { params, thresholds });
  const code = emitLayers(plan.encoder, addInput(model.graph), model);
  addReconstruction(model.graph, emitLayers(plan.decoder, code, model));
  addCode(model.graph, code);

  const encoder = createEmission(createGraph(`${name}.encoder`), { params, thresholds });
  addCode(encoder.graph, emitLayers(plan.encoder, addInput(encoder.graph), encoder));
  for (const [name, { path, shape }] of Object.entries(plan.outputs)) {
    encoder.graph.output(encoder.given[path], name, ["batch", ...shape], "What the code is like");
  }
  for (const { name, shape } of links) {
    encoder.graph.output(
      encoder.given[name],
      name,
      shape,
      "What the decoder takes besides the code",
    );
  }

  const decoder = createEmission(createGraph(`${name}.decoder`), { params, thresholds });
  const codeInput = decoder.graph.input(VALUE_NAMES.code, codeShape, "A batch of codes");
  for (const { name, shape } of links) {
    decoder.given[name] = decoder.graph.input(
      name,
      shape,
      "What the encoder gives besides the code",
    );
  }
  addReconstruction(decoder.graph, emitLayers(plan.decoder, codeInput, decoder));

  return {
    model: finish(model.graph, "Encoder and decoder"),
    encoder: finish(encoder.graph, "Encoder"),
    decoder: finish(decoder.graph, "Decoder"),
  };
}

import { VALUE_NAMES } from "../core/exported_model.ts";
import type { NdArray } from "../core/nd_array.ts";
import { sizeOf } from "../core/shape.ts";
import { reconstructionLossOf } from "../losses/mod.ts";
import { countParams, type Plan } from "../model/mod.ts";
import {
  type BatchShape,
  createGraph,
  encodeModel,
  type GraphBuilder,
  type ValueName,
} from "../onnx/mod.ts";
import { createEmission, emitLayers } from "./emit_layers.ts";
import { fromRaw, type RawUnits, toRaw } from "./raw_units.ts";

/** The exported files of an autoencoder, as bytes: the same weights give the same bytes. */
export interface OnnxFiles {
  /** `input` → `reconstruction`, `code`. */
  readonly model: Uint8Array<ArrayBuffer>;
  /** `input` → `code`, and what the decoder takes besides it, such as switches. */
  readonly encoder: Uint8Array<ArrayBuffer>;
  /** `code` and what else the encoder gives → `reconstruction`. */
  readonly decoder: Uint8Array<ArrayBuffer>;
}

/** The words of an exported file about itself to a person who opens it in a graph viewer. */
export interface OnnxOptions {
  /** The name of the model: a part of the graphs' names. */
  readonly name?: string;
  /** The description of the model, in a sentence. */
  readonly description?: string;
  /** The version of what made the file. */
  readonly version?: string;
  /**
   * The value that the entries of each sparse code must reach, by the path of its layer: such a
   * graph does without `TopK`. Absent, the codes have exactly their k entries.
   */
  readonly thresholds?: Readonly<Record<string, number>>;
  /**
   * The units of the data: such graphs take and give raw numbers. Absent, they take and give those of
   * the model.
   */
  readonly units?: RawUnits;
  /** Further entries that a viewer lists. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * The three ONNX files (opset 17) of a model with these parameters, the batch dimension free.
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
  { name = "autoencoder", description = "", version = "", metadata = {}, thresholds = {}, units }:
    OnnxOptions = {},
): OnnxFiles {
  const inputShape: BatchShape = ["batch", ...plan.spec.inputShape];
  const codeShape: BatchShape = ["batch", ...plan.codeShape];
  const links = Object.entries(plan.links).map(([name, shape]) => {
    const batch: BatchShape = ["batch", ...shape];
    return { name, shape: batch };
  });
  const finish = (graph: GraphBuilder, what: string) =>
    encodeModel(graph.finish({
      producerName: "isthmus",
      producerVersion: version,
      docString: `${what} of ${name}. ${description}`.trim(),
      metadata: { ...metadata, ...factsOf(plan) },
    }));
  const addInput = (graph: GraphBuilder) => {
    const input = graph.input(
      VALUE_NAMES.input,
      inputShape,
      `A batch of examples, ${describe(plan.spec.inputShape)}${
        units ? ", in the units of the data" : ""
      }`,
    );
    return units ? fromRaw(graph, input, units) : input;
  };
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

/** Facts about a model, for a viewer of its graphs. */
function factsOf(plan: Plan): Record<string, string> {
  return {
    input_shape: JSON.stringify(plan.spec.inputShape),
    code_shape: JSON.stringify(plan.codeShape),
    reconstruction_loss: reconstructionLossOf(plan.spec.reconstructionLoss).name,
    parameters: String(countParams(plan)),
  };
}

function describe(shape: readonly number[]): string {
  if (shape.length === 1) return `${sizeOf(shape)} values each`;
  const axes = shape.length === 3 ? " (height × width × channels)" : "";
  return `${shape.join(" × ")} each${axes}`;
}

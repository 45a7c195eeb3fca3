import { VALUE_NAMES } from "../core/exported_model.ts";
import type { NdArray } from "../core/nd_array.ts";
import { sizeOf } from "../core/shape.ts";
import { layerOf } from "../layers/mod.ts";
import { countParams, type Plan, type PlannedLayer } from "../model/mod.ts";
import {
  type BatchShape,
  createGraph,
  encodeModel,
  type GraphBuilder,
  type ValueName,
} from "../onnx/mod.ts";

/** The exported files of an autoencoder, as bytes: the same weights give the same bytes. */
export interface OnnxFiles {
  /** `input` → `reconstruction`, `code`. */
  readonly model: Uint8Array<ArrayBuffer>;
  /** `input` → `code`. */
  readonly encoder: Uint8Array<ArrayBuffer>;
  /** `code` → `reconstruction`. */
  readonly decoder: Uint8Array<ArrayBuffer>;
}

/** What an exported file says about itself to a person who opens it in a graph viewer. */
export interface OnnxOptions {
  /** What names the model: a part of the graphs' names. */
  readonly name?: string;
  /** What the model is, in a sentence. */
  readonly description?: string;
  /** The version of what made the file. */
  readonly version?: string;
  /** Further entries that a viewer lists. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** The three ONNX files (opset 17) of a model with these parameters, the batch dimension free. */
export function toOnnx(
  plan: Plan,
  params: Readonly<Record<string, NdArray>>,
  { name = "autoencoder", description = "", version = "", metadata = {} }: OnnxOptions = {},
): OnnxFiles {
  const inputShape: BatchShape = ["batch", ...plan.spec.inputShape];
  const codeShape: BatchShape = ["batch", ...plan.codeShape];
  const emit = (graph: GraphBuilder, layers: readonly PlannedLayer[], x: ValueName) =>
    emitLayers(layers, x, { graph, params });
  const finish = (graph: GraphBuilder, what: string) =>
    encodeModel(graph.finish({
      producerName: "isthmus",
      producerVersion: version,
      docString: `${what} of ${name}. ${description}`.trim(),
      metadata: {
        ...metadata,
        input_shape: JSON.stringify(plan.spec.inputShape),
        code_shape: JSON.stringify(plan.codeShape),
        reconstruction_loss: plan.spec.reconstructionLoss,
        parameters: String(countParams(plan)),
      },
    }));
  const addInput = (graph: GraphBuilder) =>
    graph.input(
      VALUE_NAMES.input,
      inputShape,
      `A batch of examples, ${describe(plan.spec.inputShape)}`,
    );
  const addCode = (graph: GraphBuilder, code: ValueName) =>
    graph.output(code, VALUE_NAMES.code, codeShape, "The code of each example");
  const addReconstruction = (graph: GraphBuilder, value: ValueName) =>
    graph.output(
      value,
      VALUE_NAMES.reconstruction,
      inputShape,
      "What the decoder makes of each code",
    );

  const model = createGraph(`${name}.model`);
  const code = emit(model, plan.encoder, addInput(model));
  addReconstruction(model, emit(model, plan.decoder, code));
  addCode(model, code);

  const encoder = createGraph(`${name}.encoder`);
  addCode(encoder, emit(encoder, plan.encoder, addInput(encoder)));

  const decoder = createGraph(`${name}.decoder`);
  const codeInput = decoder.input(VALUE_NAMES.code, codeShape, "A batch of codes");
  addReconstruction(decoder, emit(decoder, plan.decoder, codeInput));

  return {
    model: finish(model, "Encoder and decoder"),
    encoder: finish(encoder, "Encoder"),
    decoder: finish(decoder, "Decoder"),
  };
}

function emitLayers(
  layers: readonly PlannedLayer[],
  x: ValueName,
  { graph, params }: { graph: GraphBuilder; params: Readonly<Record<string, NdArray>> },
): ValueName {
  return layers.reduce((value, { path, spec, params: paths }) =>
    layerOf(spec).emit(spec, value, {
      graph,
      path,
      param: (name) => graph.initializer(paths[name], params[paths[name]]),
    }), x);
}

function describe(shape: readonly number[]): string {
  return shape.length === 1
    ? `${sizeOf(shape)} values each`
    : `${shape.join(" × ")} each (height × width × channels)`;
}

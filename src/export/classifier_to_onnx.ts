import { VALUE_NAMES } from "../core/exported_model.ts";
import type { NdArray } from "../core/nd_array.ts";
import type { Plan } from "../model/mod.ts";
import { createGraph } from "../onnx/mod.ts";
import { createEmission, emitLayers } from "./emit_layers.ts";
import { addExamples, finishGraph } from "./graph_ends.ts";
import type { OnnxOptions } from "./onnx_options.ts";

/** The words of an exported classifier about itself. */
export interface ClassifierOnnxOptions extends OnnxOptions {
  /** The names of the classes, in the order of their labels; their numbers unless given. */
  readonly classes?: readonly string[];
}

/**
 * The ONNX file (opset 17) of a classifier with these parameters, as bytes: `input` → `probabilities`
 * [batch, classes], the batch dimension free. Its metadata has the names of the classes as `classes`, a
 * list in JSON.
 *
 * Throws a RangeError for an autoencoder, and for more or fewer names than there are classes.
 *
 * @example
 * ```ts
 * import { classifierToOnnx, createRng, describeAutoencoder, describeClassifier, fit } from "isthmus";
 * import { planAutoencoder, readKernels, startBackend, strokes } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const train = strokes(50, createRng(0));
 * const autoencoder = describeAutoencoder({ variant: "undercomplete" }, train.shape);
 * const plan = planAutoencoder(describeClassifier(autoencoder, { classes: 10 }));
 * for await (const event of fit({ plan, train, options: { epochs: 1 }, rng: createRng(1) })) {
 *   if (event.type !== "end") continue;
 *   const model = classifierToOnnx(plan, event.params, { name: "digits" });
 *   assert(model.length > 4 * 784 * 32);
 * }
 * ```
 */
export function classifierToOnnx(
  plan: Plan,
  params: Readonly<Record<string, NdArray>>,
  { name = "classifier", thresholds = {}, units, metadata, classes, ...words }:
    ClassifierOnnxOptions = {},
): Uint8Array<ArrayBuffer> {
  const { target } = plan.spec;
  if (!target) {
    throw new RangeError(
      "Cannot export an autoencoder as a classifier: it gives reconstructions, use toOnnx()",
    );
  }
  const names = classes ?? Array.from({ length: target.classes }, (_, label) => String(label));
  if (names.length !== target.classes) {
    throw new RangeError(
      `Cannot export a classifier of ${target.classes} classes with ${names.length} names: expected one ` +
        `for each`,
    );
  }
  const emission = createEmission(createGraph(name), { params, thresholds }), { graph } = emission;
  const code = emitLayers(plan.encoder, addExamples(graph, plan, units), emission);
  graph.output(
    emitLayers(plan.decoder, code, emission),
    VALUE_NAMES.probabilities,
    ["batch", target.classes],
    "The probability of each class",
  );
  return finishGraph(graph, plan, {
    ...words,
    name,
    what: "Classifier",
    metadata: { ...metadata, classes: JSON.stringify(names) },
  });
}

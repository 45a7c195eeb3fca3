import { formatShape, sameShape, type Shape, sizeOf } from "../core/shape.ts";
import {
  type ActivationName,
  type Initializer,
  layerOf,
  type LayerSpec,
  type ParamSpec,
} from "../layers/mod.ts";
import { reconstructionLosses } from "../losses/mod.ts";
import type { AutoencoderSpec } from "./spec.ts";

/** One of the two lists of layers. */
export type Half = "encoder" | "decoder";

/** A layer with everything that follows from its place: path, shapes, parameters. */
export interface PlannedLayer {
  /** `encoder.0`: the prefix of its parameters' names. */
  readonly path: string;
  readonly spec: LayerSpec;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  /** The full path of each parameter that the layer reads, ties resolved. */
  readonly params: Readonly<Record<string, string>>;
}

/** A parameter of the model and how it starts. */
export interface PlannedParam {
  readonly shape: Shape;
  readonly initializer: Initializer;
  readonly trainable: boolean;
}

/** A checked spec, layer by layer: what every fold over a model walks. */
export interface Plan {
  /** What was planned. */
  readonly spec: AutoencoderSpec;
  /** The layers from an example to its code. */
  readonly encoder: readonly PlannedLayer[];
  /** The layers from a code to a reconstruction. */
  readonly decoder: readonly PlannedLayer[];
  /** The shape of one code, `[C]` for a dense one. */
  readonly codeShape: Shape;
  /** Every parameter by its path, in the order of the layers. */
  readonly params: Readonly<Record<string, PlannedParam>>;
}

/**
 * Checks that the layers of a spec fit each other and says where everything is.
 *
 * Throws a RangeError that names the layer for shapes that do not fit, a tie to a layer that is not
 * there, a decoder that does not give back the input's shape, or a loss that its output does not suit.
 */
export function planAutoencoder(spec: AutoencoderSpec): Plan {
  const params: Record<string, PlannedParam> = {};
  const encoder = planHalf("encoder", spec.inputShape, { spec, params });
  const codeShape = encoder.at(-1)!.outputShape;
  const decoder = planHalf("decoder", codeShape, { spec, params });
  const outputShape = decoder.at(-1)!.outputShape;
  if (!sameShape(outputShape, spec.inputShape)) {
    throw new RangeError(
      `Cannot train a decoder that gives ${formatShape(outputShape)} for inputs ${
        formatShape(spec.inputShape)
      }: the two must be the same`,
    );
  }
  checkLoss(spec);
  return { spec, encoder, decoder, codeShape, params };
}

/** The number of values in all parameters. */
export function countParams(plan: Plan): number {
  return Object.values(plan.params).reduce((count, { shape }) => count + sizeOf(shape), 0);
}

function planHalf(
  half: Half,
  inputShape: Shape,
  { spec, params }: { spec: AutoencoderSpec; params: Record<string, PlannedParam> },
): PlannedLayer[] {
  let shape = inputShape;
  return spec[half].map((layerSpec, i) => {
    const path = `${half}.${i}`;
    const planned = namingErrors(path, () => {
      const layer = layerOf(layerSpec);
      const outputShape = layer.outputShape(layerSpec, shape);
      const own = layer.params?.(layerSpec, shape, { activation: activationAfter(spec[half], i) });
      const paths = planParams(path, own ?? {}, { spec, params });
      return { path, spec: layerSpec, inputShape: shape, outputShape, params: paths };
    });
    shape = planned.outputShape;
    return planned;
  });
}

function planParams(
  path: string,
  own: Record<string, ParamSpec>,
  { spec, params }: { spec: AutoencoderSpec; params: Record<string, PlannedParam> },
): Record<string, string> {
  const paths: Record<string, string> = {};
  for (const [name, param] of Object.entries(own)) {
    if ("tiedTo" in param) {
      const source = params[param.tiedTo];
      if (!source) {
        throw new RangeError(
          `its ${name} is tied to "${param.tiedTo}", which no earlier layer has`,
        );
      }
      if (!sameShape(source.shape, param.shape)) {
        throw new RangeError(
          `its ${name} needs shape ${formatShape(param.shape)}, "${param.tiedTo}" has ${
            formatShape(source.shape)
          }`,
        );
      }
      paths[name] = param.tiedTo;
    } else {
      if (param.initializer === "data-mean" && sizeOf(param.shape) !== sizeOf(spec.inputShape)) {
        throw new RangeError("it measures the data, so no layer before it may change their size");
      }
      paths[name] = `${path}.${name}`;
      params[paths[name]] = param;
    }
  }
  return paths;
}

/** The activation that a layer's output meets: the next one in its half, or none. */
function activationAfter(layers: readonly LayerSpec[], index: number): ActivationName {
  for (const layer of layers.slice(index + 1)) {
    if (layer.type === "activation") return layer.function;
    if (layer.type === "dense") break;
  }
  return "linear";
}

function checkLoss({ decoder, inputShape, reconstructionLoss }: AutoencoderSpec): void {
  const { lastActivation } = reconstructionLosses[reconstructionLoss];
  const last = decoder.at(-1)!;
  if (lastActivation && !(last.type === "activation" && last.function === lastActivation)) {
    throw new RangeError(
      `Cannot train with ${reconstructionLoss} on this decoder: its last layer must be the activation "${lastActivation}"`,
    );
  }
  if (reconstructionLoss === "categorical-cross-entropy" && inputShape.length !== 1) {
    throw new RangeError(
      `Cannot train with ${reconstructionLoss} on inputs ${
        formatShape(inputShape)
      }: expected vectors [D], each a distribution`,
    );
  }
}

/** Runs a step of planning and puts the layer's path in front of what it throws. */
function namingErrors<Result>(path: string, plan: () => Result): Result {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(`Layer ${path}: ${error.message}`, { cause: error });
  }
}

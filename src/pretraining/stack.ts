import { sameShape, sizeOf } from "../core/shape.ts";
import { isDense, type PlannedLayer } from "../layers/mod.ts";
import type { Plan } from "../model/mod.ts";

/** A hidden layer of an autoencoder: the layers of both halves that it is made of. */
export interface HiddenLayer {
  /** Its number from 1, from the input to the code. */
  readonly number: number;
  /** The dense layer of the encoder, and what follows it up to the next one. */
  readonly encoder: readonly PlannedLayer[];
  /** The dense layer of the decoder that gives back its inputs, and what follows that. */
  readonly decoder: readonly PlannedLayer[];
  /** The numbers of its inputs and of its units. */
  readonly inputs: number;
  readonly units: number;
}

/** An autoencoder as a stack of hidden layers, each with a layer of the decoder that undoes it. */
export interface Stack {
  /** The layers of the encoder in front of the first hidden layer: without weights, or convolutions and theirs. */
  readonly before: readonly PlannedLayer[];
  readonly layers: readonly HiddenLayer[];
}

/**
 * The hidden layers of an autoencoder whose decoder is a mirror of its encoder.
 *
 * `behindConvolutions` takes what lies in front of the first dense layer as it is, and in the decoder what
 * lies behind as many dense layers as undo the encoder's: the stack is then one of feature maps.
 *
 * Throws a RangeError, one sentence on the `action` that it is asked for, for layers that are not dense, for
 * a decoder of other sizes, and for a model that depends on classes.
 */
export function stackOf(
  plan: Plan,
  { action = "pre-train", behindConvolutions = false }: {
    action?: "pre-train" | "find machines in";
    behindConvolutions?: boolean;
  } = {},
): Stack {
  if (plan.classes !== undefined) {
    throw new RangeError(
      `Cannot ${action} a model that depends on classes: its hidden layers see more than the layer before`,
    );
  }
  const { front, encoder: stacked, decoder: undone } = behindConvolutions
    ? withoutConvolutions(plan)
    : { front: [], ...plan };
  const [before, ...encoder] = blocksOf(stacked);
  const [, ...decoder] = blocksOf(undone);
  for (const [layer] of [...encoder, ...decoder]) {
    const { path, spec, traits: { windows } } = layer;
    if (isDense(layer)) continue;
    throw new RangeError(
      `Cannot ${action} ${path}, a "${spec.type}": expected dense layers, each of which is an ` +
        `autoencoder of one hidden layer${
          windows && action === "pre-train" ? '; "train": "patches" pre-trains convolutions' : ""
        }`,
    );
  }
  const undoing = decoder.toReversed();
  const layers = encoder.map((block, i): HiddenLayer => {
    const [dense] = block, [undo] = undoing[i] ?? [];
    if (
      undoing.length !== encoder.length || !sameShape(undo.inputShape, dense.outputShape) ||
      !sameShape(undo.outputShape, dense.inputShape)
    ) {
      throw new RangeError(
        `Cannot ${action} ${dense.path}, ${dense.inputShape} to ${dense.outputShape} values: the decoder ` +
          `has no layer that undoes it, expected a decoder that is the mirror of the encoder`,
      );
    }
    return {
      number: i + 1,
      encoder: block,
      decoder: undoing[i],
      inputs: dense.inputShape[0],
      units: dense.outputShape[0],
    };
  });
  return { before: [...front, ...before], layers };
}

/**
 * The layers of an encoder from its first dense one on, those of a decoder that undo them, and those in front
 * of the former; all layers where there is nothing with weights in front.
 */
function withoutConvolutions(
  { encoder, decoder }: Pick<Plan, "encoder" | "decoder">,
): Pick<Plan, "encoder" | "decoder"> & { front: readonly PlannedLayer[] } {
  const first = encoder.findIndex(isDense), count = encoder.filter(isDense).length;
  const last = decoder.flatMap((layer, i) => isDense(layer) ? i : [])[count - 1] ?? -1;
  const hasWeights = (layers: readonly PlannedLayer[]) =>
    layers.some(({ traits: { weights } }) => weights !== undefined);
  if (first < 0 || last < 0 || !hasWeights(encoder.slice(0, first))) {
    return { front: [], encoder, decoder };
  }
  // Behind it an activation is of its units, until values become more or fewer.
  const rest = decoder.slice(last + 1);
  const end = rest.findIndex(({ inputShape, outputShape, traits: { weights } }) =>
    weights !== undefined || sizeOf(inputShape) !== sizeOf(outputShape)
  );
  return {
    front: encoder.slice(0, first),
    encoder: encoder.slice(first),
    decoder: decoder.slice(0, end < 0 ? undefined : last + 1 + end),
  };
}

/** The layers in front of the first with weights, and then each with weights and what follows it. */
function blocksOf(layers: readonly PlannedLayer[]): PlannedLayer[][] {
  const blocks: PlannedLayer[][] = [[]];
  for (const layer of layers) {
    if (layer.traits.weights !== undefined) blocks.push([]);
    blocks.at(-1)!.push(layer);
  }
  return blocks;
}

import type { NdArray } from "../../core/nd_array.ts";
import { sizeOf } from "../../core/shape.ts";
import type { Examples } from "../../data/mod.ts";
import { isBelow, type Plan, planAutoencoder } from "../../model/mod.ts";
import { encodeExamples } from "../../pretraining/mod.ts";
import {
  fit,
  type FitInput,
  type TrainingEvent,
  type TrainingOptions,
} from "../../training/mod.ts";

type Params = Readonly<Record<string, NdArray>>;

/** The training of a head alone, on the codes of an encoder that stays as it is. */
export interface HeadOnCodes {
  /** The head, with codes for its inputs; its parameters have the paths that they have in the whole. */
  readonly plan: Plan;
  /** The options of its training, without what they say of the encoder. */
  readonly options: TrainingOptions;
  /** The layers that make the codes. */
  readonly encoder: Plan["encoder"];
  /** The parameters of the head, out of those of the whole. */
  take(whole: Params): Params;
}

/** The most values of codes, 4 bytes each, that are kept at once. */
const MOST = 2 ** 28;

/**
 * The head of a classifier as a model on codes, which are then made once and not at every epoch; undefined
 * where the encoder does not stay as it is, where it does something else in training than outside of it,
 * and where the codes would take too much memory.
 */
export function headOnCodes(
  { plan, train }: { plan: Plan; train: Examples },
  { frozen = [], learningRates, ...options }: TrainingOptions,
): HeadOnCodes | undefined {
  const { spec, encoder, codeShape } = plan;
  const ofEncoder = encoder.flatMap((layer) => Object.values(layer.params));
  const isFixed = ofEncoder.every((path) => frozen.some((prefix) => isBelow(path, prefix)));
  // Penalties look at layers of the encoder.
  const isSimple = encoder.every(isSteady) && spec.penalties === undefined;
  if (!isFixed || !isSimple || train.count * sizeOf(codeShape) > MOST) return undefined;
  const inputShape = [...codeShape];
  const head = planAutoencoder({ ...spec, inputShape, encoder: [{ type: "flatten" }] });
  const own = Object.keys(head.params);
  const isNamed = (prefix: string) => own.some((path) => isBelow(path, prefix));
  const left = frozen.filter(isNamed);
  return {
    plan: head,
    options: {
      ...options,
      ...(left.length > 0 && { frozen: left }),
      ...(learningRates && {
        learningRates: Object.fromEntries(
          Object.entries(learningRates).filter(([prefix]) => isNamed(prefix)),
        ),
      }),
    },
    encoder,
    take: (whole) => Object.fromEntries(own.map((path) => [path, whole[path]])),
  };
}

/** Trains a head on the codes of examples, as `fit` does; the end has the parameters of the whole. */
export async function* fitOnCodes(
  { plan, options, encoder, take }: HeadOnCodes,
  { train, validation, params, ...input }:
    & Pick<FitInput, "train" | "validation" | "rng" | "from">
    & { readonly params: Params },
): AsyncGenerator<TrainingEvent, void> {
  const codesOf = (examples: Examples) => encodeExamples(examples, encoder, params);
  const events = fit({
    ...input,
    plan,
    options,
    train: codesOf(train),
    ...(validation && { validation: codesOf(validation) }),
    params: take(params),
  });
  for await (const event of events) {
    yield event.type === "end" ? { ...event, params: { ...params, ...event.params } } : event;
  }
}

/** True for a layer that does in training what it does outside of it, where its parameters are fixed. */
function isSteady({ traits: { noise, isDropping, code } }: Plan["encoder"][number]): boolean {
  return !noise && !isDropping && code?.kind !== "drawn" && code?.kind !== "predicted";
}

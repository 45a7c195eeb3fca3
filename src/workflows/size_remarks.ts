import { sizeOf } from "../core/shape.ts";
import { countParams, type Plan } from "../model/mod.ts";

/** The sizes of a training. */
export interface TrainingSizes {
  readonly plan: Plan;
  /** The number of training examples. */
  readonly count: number;
  /** The batches of its stages, in their order, and that of the whole. */
  readonly batches: readonly Batch[];
}

/** The batches of one training. */
export interface Batch {
  /** 0 of one that does not take place. */
  readonly epochs: number;
  readonly batchSize: number;
  /** The number of patches, of one that learns from these and not from the examples themselves. */
  readonly patches?: number;
}

/** The part of the examples that a batch should not pass. */
const LARGEST_SHARE = 1 / 10;

/** The parameters for each value of the training examples from which on a model is large for them. */
const MANY = 100;

/**
 * The sentences on a training whose examples are few for its batches, its code or its parameters, each with
 * what would help.
 */
export function sizeRemarks(sizes: TrainingSizes): string[] {
  const { batches, count } = sizes;
  return [
    ...batches.map((batch, i) =>
      batchRemark(batch, { count, ...(i < batches.length - 1 && { stage: i }) })
    ),
    codeRemark(sizes),
    modelRemark(sizes),
  ].filter((remark) => remark !== undefined);
}

function batchRemark(
  { epochs, batchSize, patches }: Batch,
  { count: examples, stage }: { count: number; stage?: number },
): string | undefined {
  if (epochs === 0) return undefined;
  const count = patches ?? examples, what = patches ? "patches" : "training examples";
  // A power of two, and not one: units may be normalised over a batch.
  const better = Math.max(2, 2 ** Math.floor(Math.log2(count * LARGEST_SHARE)));
  if (batchSize <= count * LARGEST_SHARE || batchSize <= better || count <= better) {
    return undefined;
  }
  const steps = Math.ceil(count / batchSize), more = Math.ceil(count / better);
  const [place, way] = stage === undefined
    ? ["", `--batch-size ${better} would take ${more}, or train for more --epochs.`]
    : [
      `For stages.${stage}: `,
      `stages.${stage}.training.batchSize=${better} would take ${more}, or train for more epochs.`,
    ];
  return steps === 1
    ? `${place}All ${count} ${what} are one batch, so that an epoch is a single step: ${way}`
    : `${place}A batch of ${batchSize} is more than a tenth of the ${count} ${what}, so that an ` +
      `epoch has ${steps} steps: ${way}`;
}

function codeRemark({ plan, count }: TrainingSizes): string | undefined {
  const size = sizeOf(plan.codeShape);
  if (count >= size) return undefined;
  return `There are fewer training examples (${count}) than values in a code (${size}), which can ` +
    `tell them apart without having learnt what they share: a smaller model.codeSize would help.`;
}

function modelRemark({ plan, count }: TrainingSizes): string | undefined {
  const parameters = countParams(plan), values = count * sizeOf(plan.spec.inputShape);
  if (parameters <= MANY * values) return undefined;
  return `The model has ${parameters} parameters for ${values} values of training examples: fewer ` +
    `nodes or layers, or more examples, would help.`;
}

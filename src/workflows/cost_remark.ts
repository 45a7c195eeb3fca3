import { sizeOf } from "../core/shape.ts";
import type { Plan } from "../model/mod.ts";
import { trainingBytes, type TrainingOptions } from "../training/mod.ts";

/** Memory of parameters, and minutes, from which on a training is said to be large. */
const MANY_BYTES = 1e9, MANY_MINUTES = 30;

/** The multiplications and additions that a core does in a second, about, in WebAssembly with SIMD. */
const A_SECOND = 5e10;

/** Forward, and back to the inputs and to the weights. */
const PASSES = 3;

/**
 * A sentence on the memory and the time of a large training, before it starts; undefined for others. The
 * time is that of the products alone, on one core, as if all of the model learnt.
 */
export function costRemark(
  plan: Plan,
  { count, training }: {
    /** The number of training examples. */
    readonly count: number;
    readonly training: Pick<TrainingOptions, "epochs" | "optimizer">;
  },
): string | undefined {
  const { epochs, optimizer } = training, bytes = trainingBytes(plan, { optimizer });
  const operations = PASSES * count * operationsOf(plan), minutes = operations / A_SECOND / 60;
  const isLong = epochs > 0 && epochs * minutes >= MANY_MINUTES;
  if (bytes < MANY_BYTES && !isLong) return undefined;
  const size = bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
  const memory = `${size} of memory with their gradients and what ${optimizer.type} keeps`;
  return `This is a large training: the parameters take ${memory}` +
    (epochs === 0
      ? "."
      : `, and an epoch is about ${(operations / 1e12).toPrecision(2)} trillion operations, ` +
        `${minutesText(minutes)} on a core that does ${A_SECOND / 1e9} billion a second.`);
}

/** The multiplications and additions of an example on its way through a model. */
function operationsOf({ encoder, decoder, params }: Plan): number {
  let sum = 0;
  for (
    const { traits: { weights }, inputShape, outputShape, params: own } of [...encoder, ...decoder]
  ) {
    if (!weights) continue;
    if (weights.axes !== "filter") {
      sum += 2 * sizeOf(inputShape) * sizeOf(outputShape);
      continue;
    }
    // A filter is at each place of the smaller side: the output, and of a transposed one the input.
    const places = Math.min(sizeOf(inputShape.slice(0, 2)), sizeOf(outputShape.slice(0, 2)));
    const path = own[weights.param];
    if (path !== undefined) sum += 2 * places * sizeOf(params[path].shape);
  }
  return sum;
}

function minutesText(minutes: number): string {
  if (minutes < 1) return `${Math.max(1, Math.round(60 * minutes))} seconds`;
  const whole = Math.round(minutes);
  return `${whole} minute${whole === 1 ? "" : "s"}`;
}

import { formatShape, sizeOf } from "../../core/shape.ts";
import { denseExamples } from "../../data/mod.ts";
import { sparseLayer } from "../../model/mod.ts";
import { fit, trainingPlan } from "../../training/mod.ts";
import { MASKING, maskingRemark } from "../masking.ts";
import type { Stage } from "../stage.ts";
import type { StageOf } from "../stage_options.ts";
import type { Convolution } from "./convolutions.ts";
import { drawPatches } from "./draw_patches.ts";
import { filtersOfPatches } from "./filters_of_patches.ts";
import { patchModel } from "./patch_model.ts";
import { checkWhitening, fitWhitening, whiten, whiteningOf } from "./whitening.ts";

/** The most values of all patches together: 1 GiB of numbers of 32 bits. */
const MOST_VALUES = 2 ** 28;

/** A stage, and a sentence on what of it was not asked for. */
export interface PlannedStage {
  readonly stage: Stage;
  readonly remark?: string;
}

/**
 * The training of a convolution as an autoencoder of patches. More filters than a patch has values could
 * copy it: unless their codes are sparse, or the stage has a corruption or penalties, such patches are
 * masked by a quarter, and that is a remark.
 *
 * Throws a RangeError, one sentence, for more patches than memory should hold, for fewer than filters start
 * at, and as `checkWhitening` does.
 */
export function patchStage(
  convolution: Convolution,
  { corruption, penalties, training, count, centered, whitening, dataStart }: StageOf<"patches">,
): PlannedStage {
  const { layer: { path }, before, patch, filters } = convolution;
  const size = sizeOf(patch), [height, width] = patch, shape = formatShape(patch);
  if (count * size > MOST_VALUES) {
    throw new RangeError(
      `Cannot pre-train ${path} on ${count} patches of shape ${shape}: they have ${
        count * size
      } values ` +
        `together, expected a "count" of ${Math.floor(MOST_VALUES / size)} or fewer`,
    );
  }
  if (dataStart && count < 2 * filters) {
    throw new RangeError(
      `Cannot start the ${filters} filters of ${path} at patches: ${count} are drawn, expected a "count" of ` +
        `${2 * filters} or more, of which they are the stronger half`,
    );
  }
  if (whitening !== undefined) checkWhitening(convolution, { centered });
  const options = { penalties, centered };
  const plain = patchModel(convolution, { ...options, corruption });
  const couldCopy = filters >= size && !corruption && !penalties && !sparseLayer(plain.plan);
  const { plan, weight, take, put } = couldCopy
    ? patchModel(convolution, { ...options, corruption: MASKING })
    : plain;
  trainingPlan(plan, training);
  const { epochs, batchSize } = training;
  return {
    stage: {
      name: `${path}, patches of ${patch.join("x")} values to ${filters}`,
      options: { epochs, batchSize },
      examplesOf(examples, { whole, share, rng, like }) {
        const patches = drawPatches(examples, {
          before,
          params: whole,
          size: [height, width],
          count: Math.ceil(count * share),
          centered,
          rng,
        });
        if (whitening === undefined) return patches;
        return whiten(
          patches,
          whiteningOf(like) ?? fitWhitening(patches, { path, share: whitening }),
        );
      },
      train({ whole, ...input }) {
        const { train, rng } = input, own = take(whole);
        const params = dataStart
          ? {
            ...own,
            [weight]: filtersOfPatches(denseExamples(train), { filters, rng: rng.fork("filters") }),
          }
          : own;
        return fit({ ...input, plan, options: training, params });
      },
      put: (whole, trained, seen) => put(whole, trained, whiteningOf(seen)),
    },
    ...(couldCopy && {
      remark: maskingRemark(path, {
        sizes: `${filters} filters for patches of ${size} values`,
        masked: "a patch",
      }),
    }),
  };
}

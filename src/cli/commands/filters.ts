import { sizeOf } from "../../core/shape.ts";
import { signedImages } from "../../plots/signed_images.ts";
import { openRun } from "../../runs/open_run.ts";
import { checkPictures } from "../../report/pictures/check_pictures.ts";
import { weightImages } from "../../report/pictures/weight_images.ts";
import { writePicture } from "../console/write_picture.ts";
import type { Command } from "../options/command.ts";
import { PICTURE_OPTION, pictureValue } from "../options/shared_options.ts";
import { integerValue, requiredPositional } from "../options/values.ts";

/**
 * The number of images drawn unless the user says otherwise, and of those that stand side by side.
 */
const DEFAULT_COUNT = 100, COLUMNS = 20;

/** Draws what the units of a layer look for. */
export const filtersCommand: Command = {
  name: "filters",
  place: 80,
  summary: "draws the filters, units or dictionary atoms of a run as images",
  positionals: "RUN",
  options: {
    layer: {
      value: "PATH",
      description: "the layer (encoder.1); of a sparse code its dictionary, or else the first",
    },
    count: { value: "N", description: `how many images (${DEFAULT_COUNT} unless given)` },
    ...PICTURE_OPTION,
  },
  example: "deno task isthmus filters runs/mnist-k-sparse --out dictionary.png",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const out = pictureValue(args);
    const path = args.value("layer");
    const wanted = integerValue(args, "count", { least: 1 }) ?? DEFAULT_COUNT;
    return async () => {
      const run = await openRun(directory), { plan, params } = run.model;
      const weights = weightImages(plan, { params, ...(path !== undefined && { path }) });
      if (!weights) {
        await checkPictures(run, {
          what: "filters",
          instead:
            "its weights are in weights.safetensors, and its report lists those of columns and words",
        });
        throw new RangeError(
          `Cannot draw filters of ${directory}: no layer of it has weights that are images`,
        );
      }
      const { images, shape, what } = weights, size = sizeOf(shape);
      const count = Math.min(wanted, images.length / size);
      const shown = images.subarray(0, count * size);
      await writePicture(out, {
        images: signedImages(shown, shape),
        shape,
        columns: Math.min(COLUMNS, count),
        range: [0, 1],
      });
      return {
        json: { run: directory, layer: weights.path, out, count },
        text: `Drew ${count} ${what} of ${weights.path} to ${out}`,
      };
    };
  },
};

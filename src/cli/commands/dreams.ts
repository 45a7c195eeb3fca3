import { checkPictures } from "../../report/pictures/check_pictures.ts";
import { openRun } from "../../runs/open_run.ts";
import { dreamRun } from "../../workflows/belief/dream_run.ts";
import { writePicture } from "../console/write_picture.ts";
import type { Command } from "../options/command.ts";
import { PICTURE_OPTION, pictureValue } from "../options/shared_options.ts";
import { choiceValue, integerValue, requiredPositional } from "../options/values.ts";

/** The samples and the Gibbs steps unless the user says otherwise, and the most of one picture. */
const DEFAULT_COUNT = 100, DEFAULT_STEPS = 1000, MOST = 10_000;

/** The starts of chains. */
const STARTS = ["random", "data"] as const;

/** Draws samples of a run that is a Boltzmann machine or a stack of them. */
export const dreamsCommand: Command = {
  name: "dreams",
  place: 55,
  summary: "draws samples of a Boltzmann machine, or of a stack of them as a deep belief network",
  positionals: "RUN",
  options: {
    count: { value: "N", description: `how many samples (${DEFAULT_COUNT} unless given)` },
    steps: {
      value: "N",
      description: `Gibbs steps of the top machine (${DEFAULT_STEPS} unless given)`,
    },
    from: {
      value: STARTS.join("|"),
      description:
        "where chains start: random states of the top layer unless given, or test examples",
    },
    seed: { value: "N", description: "of what is drawn at random (0 unless given)" },
    ...PICTURE_OPTION,
  },
  example: "deno task isthmus dreams runs/strokes-rbm --steps 200 --out dreams.png",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const out = pictureValue(args);
    const count = integerValue(args, "count", { least: 1 }) ?? DEFAULT_COUNT;
    const steps = integerValue(args, "steps", { least: 1 }) ?? DEFAULT_STEPS;
    const from = choiceValue(args, "from", STARTS) ?? "random";
    const seed = integerValue(args, "seed") ?? 0;
    if (count > MOST) {
      throw new TypeError(
        `Cannot draw ${count} samples in one picture: expected ${
          MOST.toLocaleString("en")
        } at most`,
      );
    }
    return async () => {
      const run = await openRun(directory), { inputShape: shape } = run.model.plan.spec;
      await checkPictures(run, { what: "samples", instead: "sampleBelief gives them in programs" });
      const { values, classes, machines } = await dreamRun(run, { count, steps, from, seed });
      const columns = classes ?? Math.ceil(Math.sqrt(count));
      await writePicture(out, { images: values, shape, columns });
      return {
        json: {
          run: directory,
          out,
          count,
          steps,
          from,
          machines,
          ...(classes !== undefined && { classes }),
        },
        text: `Drew ${count} samples, after ${steps} Gibbs steps from ${
          from === "data" ? "test examples" : "random states"
        }, to ${out}${classes === undefined ? "" : `, a column for each of ${classes} classes`}`,
      };
    };
  },
};

import { join } from "@std/path";
import { EVENTS_FOLDER, timeOf, writeEvents } from "../../../runs/events/events_file.ts";
import { readClassifierRecord } from "../../../runs/classifier_record.ts";
import { readHistory } from "../../../runs/read_history.ts";
import { readRunConfig } from "../../../runs/run_config.ts";
import { lockRun, RUN_FILES } from "../../../runs/run_folder.ts";
import type { Command } from "../../options/command.ts";
import { requiredPositional } from "../../options/values.ts";

/** Writes the epochs of runs for TensorBoard, as `train --log tensorboard` does while they train. */
export const tensorboardCommand: Command = {
  name: "tensorboard",
  place: 116,
  summary: "writes the metrics of runs as TensorBoard event files, into the folder of each",
  positionals: "RUN …",
  options: {},
  example: "deno task isthmus tensorboard runs/strokes-deep",
  prepare(args) {
    requiredPositional(args, "RUN");
    const directories = args.positionals;
    return async () => {
      // All of them are read before anything is written.
      const runs = [];
      for (const directory of directories) runs.push(await readEpochs(directory));
      const files: string[] = [];
      for (const { directory, epochs, ...options } of runs) {
        using _ = lockRun(directory);
        files.push(await writeEvents(directory, epochs, options));
      }
      return {
        json: {
          runs: runs.map(({ directory, epochs, classifier }, i) => ({
            run: directory,
            epochs: epochs.length,
            classifierEpochs: classifier.length,
            file: files[i],
          })),
        },
        text: runs.map(({ epochs, classifier }, i) => {
          const others = classifier.length > 0 ? ` and ${classifier.length} of the classifier` : "";
          return `Wrote ${epochs.length} epochs${others} to ${files[i]}`;
        }).join("\n"),
      };
    };
  },
};

/**
 * The epochs of a run and those of its classifier, and the time of the last of them; throws an Error, one
 * sentence, where it has none.
 */
async function readEpochs(directory: string) {
  readRunConfig(directory);
  const epochs = await readHistory(directory);
  if (epochs.length === 0) {
    throw new RangeError(
      `Cannot write ${join(directory, EVENTS_FOLDER)}: no epoch of the run has ended yet`,
    );
  }
  const classifier = (await readClassifierRecord(directory))?.history ?? [];
  const last = classifier.length > 0 ? RUN_FILES.classifierRecord : RUN_FILES.metrics;
  return { directory, epochs, classifier, now: await timeOf(join(directory, last)) };
}

import { checkParity } from "../runs/check_parity.ts";
import { renewCodeSpace } from "../runs/code_space.ts";
import { exportRun } from "../runs/export_run.ts";
import { writeManifest } from "../runs/manifest.ts";
import { openRun } from "../runs/open_run.ts";
import { startRunBackend } from "../runs/start_run_backend.ts";
import { type Command, requiredPositional } from "./command.ts";

/** Where a run can be exported to. */
const TARGETS = ["onnx"] as const;

/**
 * Writes the ONNX files of a run anew, and what draws from them need, and checks them against the
 * trainer: a run of an older version is as complete after it as a new one.
 */
export const exportCommand: Command = {
  name: "export",
  summary: "writes the ONNX files of a run and checks them against the trainer",
  positionals: "RUN",
  options: {
    target: { value: TARGETS.join("|"), description: "what to export to (onnx unless given)" },
  },
  example: "deno task isthmus export runs/strokes-deep --target onnx",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const target = args.value("target") ?? "onnx";
    if (!TARGETS.some((known) => known === target)) {
      throw new TypeError(
        `Cannot export to --target ${target}: expected one of ${TARGETS.join(", ")}`,
      );
    }
    return async () => {
      const run = await openRun(directory);
      await startRunBackend(run.config);
      const exported = await exportRun(run, directory);
      const parity = await checkParity(run);
      const codeSpace = await renewCodeSpace(run);
      const isThere = "path" in codeSpace;
      const files = isThere ? [...exported, codeSpace.path] : exported;
      await writeManifest(directory);
      return {
        json: {
          run: directory,
          files,
          parity,
          ...(!isThere && { missing: codeSpace.missing }),
        },
        text: [
          `Wrote ${files.join(", ")} in ${directory}`,
          ...isThere ? [] : [codeSpace.missing],
          `Largest difference from the trainer: code ${parity.code.toExponential(1)}, ` +
          `reconstruction ${parity.reconstruction.toExponential(1)}`,
        ].join("\n"),
      };
    };
  },
};

import { format } from "@std/fmt/bytes";
import { exportOnnx, exportSmaller } from "../../../library/mod.ts";
import { precisionSentences } from "../../../workflows/precision/precision_record.ts";
import type { SmallerOptions } from "../../../workflows/precision/smaller_model.ts";
import type { Arguments, Outcome } from "../../options/command.ts";
import { requiredPositional } from "../../options/values.ts";
import { precisionValue } from "./precision_values.ts";

/** Writes the ONNX files of a run anew and checks them, or smaller ones into a folder of their own. */
export function prepareOnnx(args: Arguments): () => Promise<Outcome> {
  const directory = requiredPositional(args, "RUN");
  const withPreprocessing = args.has("with-preprocessing");
  const precision = precisionValue(args), out = args.value("out");
  if (args.value("index") !== undefined) {
    throw new TypeError("Cannot use --index with --target onnx: only pages search an index");
  }
  if (args.value("engines") !== undefined || (out !== undefined && !precision)) {
    throw new TypeError(
      `Cannot use --${out === undefined ? "engines" : "out"} with --target onnx: its files go ` +
        `into the run's own folder`,
    );
  }
  if (args.positionals.length > 1) {
    throw new TypeError(
      `Cannot use "${args.positionals[1]}": only --target web and triton take more than one RUN`,
    );
  }
  if (!precision) return () => writeOnnx(directory, { withPreprocessing });
  if (withPreprocessing) {
    throw new TypeError(
      "Cannot use --with-preprocessing with --precision: export such files first, they become smaller too",
    );
  }
  if (out === undefined) {
    throw new TypeError(
      "Cannot use --precision without --out: expected a folder, the run keeps its own files",
    );
  }
  return () => writeSmaller(directory, out, precision);
}

async function writeOnnx(
  directory: string,
  options: { withPreprocessing: boolean },
): Promise<Outcome> {
  const { paths, parity, missing } = await exportOnnx(directory, options);
  return {
    json: { run: directory, files: paths, parity, ...(missing !== undefined && { missing }) },
    text: [
      `Wrote ${paths.join(", ")} in ${directory}`,
      ...(missing === undefined ? [] : [missing]),
      `Largest difference from the trainer, as a part of the largest value: code ${
        parity.code.toExponential(1)
      }, reconstruction ${parity.reconstruction.toExponential(1)}`,
    ].join("\n"),
  };
}

async function writeSmaller(
  directory: string,
  out: string,
  precision: SmallerOptions,
): Promise<Outcome> {
  const written = await exportSmaller(directory, { out, precision });
  const { files, bytes, precision: [record], remarks } = written;
  return {
    json: { run: directory, out, files, bytes, precision: record },
    text: [
      `Wrote ${files.length} files, ${format(bytes)}, into ${out}`,
      ...precisionSentences(record),
    ].join("\n"),
    remarks,
  };
}

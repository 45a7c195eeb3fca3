import { format } from "@std/fmt/bytes";
import { exportWeb } from "../../../library/mod.ts";
import { precisionSentences } from "../../../workflows/precision/precision_record.ts";
import type { Arguments, Outcome } from "../../options/command.ts";
import { ALL_ENGINES, enginesValue } from "../../options/shared_options.ts";
import { requiredPositional } from "../../options/values.ts";
import { precisionValue } from "./precision_values.ts";

/** Writes the pages that run the decoders of runs: one run is a page, several are a gallery. */
export function prepareWeb(args: Arguments): () => Promise<Outcome> {
  requiredPositional(args, "RUN");
  if (args.has("with-preprocessing")) {
    throw new TypeError(
      "Cannot use --with-preprocessing with --target web: pages prepare their inputs themselves",
    );
  }
  const { positionals: runs } = args;
  const out = args.value("out"), precision = precisionValue(args);
  if (out === undefined) {
    throw new TypeError("Cannot export to --target web without --out: expected a folder");
  }
  const wanted = enginesValue(args), searched = args.value("index");
  if (searched !== undefined && runs.length > 1) {
    throw new TypeError(
      `Cannot use --index with ${runs.length} runs: an index is of one encoder, expected one RUN`,
    );
  }
  return async () => {
    const written = await exportWeb(runs, { out, engines: wanted, index: searched, precision });
    const { files, bytes, engines, precision: records, remarks } = written;
    return {
      json: {
        ...{ runs, out, engines, files, bytes },
        ...(searched !== undefined && { index: searched }),
        ...(precision && { precision: records }),
      },
      text: [
        `Wrote ${files.length} files, ${format(bytes)}, into ${out}`,
        ...records.flatMap((record, i) =>
          precisionSentences(record).map((text) => runs.length > 1 ? `${runs[i]}: ${text}` : text)
        ),
        ...wanted || engines.some((name) => name !== "lite") ? [] : [
          "The lite engine, which is part of the page, runs the model; " +
          `--engines ${ALL_ENGINES} adds ONNX Runtime, 41 MB, for visitors to choose`,
        ],
        `Any static server can host them; deno task demo ${out} shows them on this machine`,
      ].join("\n"),
      remarks,
    };
  };
}

import { format } from "@std/fmt/bytes";
import { exportEdge } from "../../../library/mod.ts";
import { limitLines } from "../../../workflows/edge/host_limits.ts";
import { precisionSentences } from "../../../workflows/precision/precision_record.ts";
import type { Arguments, Outcome } from "../../options/command.ts";
import { requiredPositional } from "../../options/values.ts";
import { precisionValue } from "./precision_values.ts";

/** Writes the encoder of a run as a folder for edge functions. */
export function prepareEdge(args: Arguments): () => Promise<Outcome> {
  const run = requiredPositional(args, "RUN"), out = args.value("out");
  const precision = precisionValue(args);
  for (const option of ["index", "engines"]) {
    if (args.value(option) === undefined) continue;
    throw new TypeError(`Cannot use --${option} with --target edge: only pages have it`);
  }
  if (args.has("with-preprocessing")) {
    throw new TypeError(
      "Cannot use --with-preprocessing with --target edge: its encoder prepares examples itself",
    );
  }
  if (args.positionals.length > 1) {
    throw new TypeError(
      `Cannot use "${args.positionals[1]}": only --target web and triton take more than one RUN`,
    );
  }
  if (out === undefined) {
    throw new TypeError("Cannot export to --target edge without --out: expected a folder");
  }
  return async () => {
    const written = await exportEdge(run, { out, precision });
    const { files, bytes, parameters, limits, precision: records, remarks } = written;
    return {
      json: {
        ...{ run, out, files, bytes, parameters, limits },
        ...(precision && { precision: records[0] }),
      },
      text: [
        `Wrote ${files.length} files, ${format(bytes)}, into ${out}: an encoder of ${
          parameters.toLocaleString("en")
        } weights`,
        ...records.flatMap(precisionSentences),
        ...limitLines(limits),
        `deno serve ${out}/deno/main.js answers on this machine; ${out}/README.md has the other hosts`,
      ].join("\n"),
      remarks,
    };
  };
}

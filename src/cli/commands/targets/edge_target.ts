import { format } from "@std/fmt/bytes";
import { MODEL_FILES } from "../../../core/exported_model.ts";
import { writeSite } from "../../../site/write_site.ts";
import { edgeFolder } from "../../../workflows/edge/edge_folder.ts";
import { limitLines } from "../../../workflows/edge/host_limits.ts";
import { precisionSentences } from "../../../workflows/precision/precision_record.ts";
import { smallerModel } from "../../../workflows/precision/smaller_model.ts";
import type { Arguments, Outcome } from "../../options/command.ts";
import { requiredPositional } from "../../options/values.ts";
import { precisionValue } from "./precision_values.ts";

/** A folder for edge functions. */
const EDGE = { what: "folder for edge functions", list: "export.json" };

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
    const path = MODEL_FILES.encoder;
    const smaller = precision && await smallerModel(run, precision, { wanted: [path] });
    const { files: folder, limits, parameters } = await edgeFolder(run, {
      smaller: smaller?.files.get(path),
      precision: smaller?.record.precision,
    });
    const site = new Map([...folder].map(([path, bytes]) => [path, { bytes }]));
    const { files, bytes } = await writeSite(site, out, EDGE);
    return {
      json: {
        ...{ run, out, files, bytes, parameters, limits },
        ...(smaller && { precision: smaller.record }),
      },
      text: [
        `Wrote ${files.length} files, ${format(bytes)}, into ${out}: an encoder of ${
          parameters.toLocaleString("en")
        } weights`,
        ...(smaller ? precisionSentences(smaller.record) : []),
        ...limitLines(limits),
        `deno serve ${out}/deno/main.js answers on this machine; ${out}/README.md has the other hosts`,
      ].join("\n"),
      ...(smaller?.remark !== undefined && { remarks: [smaller.remark] }),
    };
  };
}

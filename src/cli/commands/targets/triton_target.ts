import { format } from "@std/fmt/bytes";
import { exportTriton, TRITON_BATCH } from "../../../library/mod.ts";
import { precisionSentences } from "../../../workflows/precision/precision_record.ts";
import type { Arguments, OptionSpec, Outcome } from "../../options/command.ts";
import { integerValue, requiredPositional } from "../../options/values.ts";
import { precisionValue } from "./precision_values.ts";

/** The largest batch that a configuration can say: its field has 32 bits. */
const LARGEST_BATCH = 2 ** 31 - 1;

/** The option that says how many examples a server may run at once. */
export const MAX_BATCH_OPTION = {
  "max-batch": {
    value: "N",
    description: `triton: the most examples that run at once (${TRITON_BATCH} unless given)`,
  },
} satisfies Readonly<Record<string, OptionSpec>>;

/** Checks the arguments of an export for Triton; returns the work. Throws a TypeError for wrong usage. */
export function prepareTriton(args: Arguments): () => Promise<Outcome> {
  requiredPositional(args, "RUN");
  const { positionals: runs } = args, out = args.value("out"), precision = precisionValue(args);
  if (out === undefined) {
    throw new TypeError("Cannot export to --target triton without --out: expected a folder");
  }
  for (const option of ["index", "engines"]) {
    if (args.value(option) === undefined) continue;
    throw new TypeError(`Cannot use --${option} with --target triton: it is of pages`);
  }
  if (args.has("with-preprocessing")) {
    throw new TypeError(
      "Cannot use --with-preprocessing with --target triton: its models take inputs that are prepared, as " +
        "preprocessor_config.json beside them says",
    );
  }
  const maxBatch = integerValue(args, "max-batch", { least: 1 }) ?? TRITON_BATCH;
  if (maxBatch > LARGEST_BATCH) {
    throw new TypeError(
      `Cannot use --max-batch ${maxBatch}: expected a whole number up to ${LARGEST_BATCH}`,
    );
  }
  return async () => {
    const written = await exportTriton(runs, { out, maxBatch, precision });
    const { files, bytes, models, precision: records, remarks } = written;
    return {
      json: {
        ...{ runs, out, models, maxBatch, files, bytes },
        ...(precision && { precision: records }),
      },
      remarks,
      text: [
        `Wrote ${files.length} files, ${format(bytes)}, into ${out}: ${models.join(", ")}`,
        ...records.flatMap((record, i) =>
          precisionSentences(record).map((text) => runs.length > 1 ? `${runs[i]}: ${text}` : text)
        ),
        `A server loads them by tritonserver --model-repository=${out}`,
      ].join("\n"),
    };
  };
}

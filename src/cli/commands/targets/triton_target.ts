import { format } from "@std/fmt/bytes";
import { MODEL_FILES } from "../../../core/exported_model.ts";
import { writeSite } from "../../../site/write_site.ts";
import { tritonRepository } from "../../../triton/triton_repository.ts";
import { precisionSentences } from "../../../workflows/precision/precision_record.ts";
import { type SmallerModel, smallerModel } from "../../../workflows/precision/smaller_model.ts";
import type { Arguments, OptionSpec, Outcome } from "../../options/command.ts";
import { integerValue, requiredPositional } from "../../options/values.ts";
import { precisionValue } from "./precision_values.ts";

/** The most examples that a server runs at once, unless it is told. */
const MAX_BATCH = 128;

/** The largest batch that a configuration can say: its field has 32 bits. */
const LARGEST_BATCH = 2 ** 31 - 1;

/** The option that says how many examples a server may run at once. */
export const MAX_BATCH_OPTION = {
  "max-batch": {
    value: "N",
    description: `triton: the most examples that run at once (${MAX_BATCH} unless given)`,
  },
} satisfies Readonly<Record<string, OptionSpec>>;

/** The files of a run that a repository serves. */
const GRAPHS = [MODEL_FILES.encoder, MODEL_FILES.decoder, MODEL_FILES.classifier];

/** The list of the files of a repository; a server looks into folders alone. */
const REPOSITORY = { what: "model repository", list: "repository.json" };

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
  const maxBatch = integerValue(args, "max-batch", { least: 1 }) ?? MAX_BATCH;
  if (maxBatch > LARGEST_BATCH) {
    throw new TypeError(
      `Cannot use --max-batch ${maxBatch}: expected a whole number up to ${LARGEST_BATCH}`,
    );
  }
  return async () => {
    const smaller = new Map<string, SmallerModel>();
    for (const run of precision ? runs : []) {
      smaller.set(run, await smallerModel(run, precision!, { wanted: GRAPHS }));
    }
    const repository = await tritonRepository(runs, {
      maxBatch,
      smaller: new Map([...smaller].map(([run, { files }]) => [run, files])),
    });
    const { files, bytes } = await writeSite(repository.files, out, REPOSITORY);
    const { models } = repository;
    return {
      json: {
        ...{ runs, out, models, maxBatch, files, bytes },
        ...(precision && { precision: [...smaller.values()].map(({ record }) => record) }),
      },
      remarks: [...smaller.values()].flatMap(({ remark }) => remark ?? []),
      text: [
        `Wrote ${files.length} files, ${format(bytes)}, into ${out}: ${models.join(", ")}`,
        ...[...smaller].flatMap(([run, { record }]) =>
          precisionSentences(record).map((text) => runs.length > 1 ? `${run}: ${text}` : text)
        ),
        `A server loads them by tritonserver --model-repository=${out}`,
      ].join("\n"),
    };
  };
}

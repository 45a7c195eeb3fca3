import { format } from "@std/fmt/bytes";
import { writeSite } from "../../../site/write_site.ts";
import { tritonRepository } from "../../../triton/triton_repository.ts";
import type { Arguments, OptionSpec, Outcome } from "../../options/command.ts";
import { integerValue } from "../../options/values.ts";

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

/** The list of the files of a repository; a server looks into folders alone. */
const REPOSITORY = { what: "model repository", list: "repository.json" };

/** Checks the arguments of an export for Triton; returns the work. Throws a TypeError for wrong usage. */
export function prepareTriton(args: Arguments): () => Promise<Outcome> {
  const { positionals: runs } = args, out = args.value("out");
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
    const repository = await tritonRepository(runs, { maxBatch });
    const { files, bytes } = await writeSite(repository.files, out, REPOSITORY);
    const { models } = repository;
    return {
      json: { runs, out, models, maxBatch, files, bytes },
      text: [
        `Wrote ${files.length} files, ${format(bytes)}, into ${out}: ${models.join(", ")}`,
        `A server loads them by tritonserver --model-repository=${out}`,
      ].join("\n"),
    };
  };
}

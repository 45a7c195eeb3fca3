import { format } from "@std/fmt/bytes";
import { gallerySite, PAGE_MODEL_FILES, webSite } from "../../../site/web_site.ts";
import { writeSite } from "../../../site/write_site.ts";
import { precisionSentences } from "../../../workflows/precision/precision_record.ts";
import { type SmallerModel, smallerModel } from "../../../workflows/precision/smaller_model.ts";
import { pageIndex } from "../../../workflows/retrieval/page_index.ts";
import type { Arguments, Outcome } from "../../options/command.ts";
import { enginesValue } from "../../options/shared_options.ts";
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
  const engines = enginesValue(args), searched = args.value("index");
  if (searched !== undefined && runs.length > 1) {
    throw new TypeError(
      `Cannot use --index with ${runs.length} runs: an index is of one encoder, expected one RUN`,
    );
  }
  return async () => {
    const [run] = runs, index = searched === undefined ? undefined : await pageIndex(searched, run);
    const models = new Map<string, SmallerModel>();
    for (const each of precision ? runs : []) {
      models.set(each, await smallerModel(each, precision!, { wanted: PAGE_MODEL_FILES }));
    }
    const smaller = new Map(
      [...models].map(([each, { files, record }]) => [
        each,
        { files, precision: record.precision },
      ]),
    );
    const site =
      await (runs.length === 1
        ? webSite(run, { engines, index, smaller: smaller.get(run) })
        : gallerySite(runs, { engines, smaller }));
    const { files, bytes } = await writeSite(site, out);
    return {
      json: {
        ...{ runs, out, engines, files, bytes },
        ...(searched !== undefined && { index: searched }),
        ...(precision && { precision: [...models.values()].map(({ record }) => record) }),
      },
      text: [
        `Wrote ${files.length} files, ${format(bytes)}, into ${out}`,
        ...[...models].flatMap(([each, { record }]) =>
          precisionSentences(record).map((text) => runs.length > 1 ? `${each}: ${text}` : text)
        ),
        `Any static server can host them; deno task demo ${out} shows them on this machine`,
      ].join("\n"),
      remarks: [...models.values()].flatMap(({ remark }) => remark ?? []),
    };
  };
}

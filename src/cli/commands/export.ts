import { format } from "@std/fmt/bytes";
import { writeSite } from "../../site/write_site.ts";
import { renewExport } from "../../workflows/renew_export.ts";
import { pageIndex } from "../../workflows/retrieval/page_index.ts";
import { gallerySite, webSite } from "../../site/web_site.ts";
import type { Arguments, Command, Outcome } from "../options/command.ts";
import { ENGINES_OPTION, enginesValue } from "../options/shared_options.ts";
import { choiceValue, requiredPositional } from "../options/values.ts";
import { MAX_BATCH_OPTION, prepareTriton } from "./deploying/export_triton.ts";

/** The targets of an export. */
const TARGETS = ["onnx", "web", "triton"] as const;

/** Writes the ONNX files of a run anew and checks them, or what pages and servers run them from. */
export const exportCommand: Command = {
  name: "export",
  place: 100,
  summary: "writes the ONNX files of a run and checks them, or what pages and servers run",
  positionals: "RUN …",
  options: {
    target: { value: TARGETS.join("|"), description: "what to export to (onnx unless given)" },
    "with-preprocessing": {
      description: "onnx: also files that take and give the numbers of the data, as they were read",
    },
    index: {
      value: "INDEX",
      description: "web: also a search in this index, which the run's own encoder made, of one RUN",
    },
    out: {
      value: "DIR",
      description: "web, triton: the folder to write; an earlier export is replaced",
    },
    ...ENGINES_OPTION,
    ...MAX_BATCH_OPTION,
  },
  example: "deno task isthmus export runs/strokes-deep --target web --out site",
  prepare(args) {
    const directory = requiredPositional(args, "RUN");
    const withPreprocessing = args.has("with-preprocessing");
    const target = choiceValue(args, "target", TARGETS);
    if (target === "triton") return prepareTriton(args);
    if (args.value("max-batch") !== undefined) {
      throw new TypeError("Cannot use --max-batch without --target triton: only its servers batch");
    }
    if (target === "web") {
      if (withPreprocessing) {
        throw new TypeError(
          "Cannot use --with-preprocessing with --target web: pages prepare their inputs themselves",
        );
      }
      return prepareWeb(args);
    }
    if (args.value("index") !== undefined) {
      throw new TypeError("Cannot use --index with --target onnx: only pages search an index");
    }
    for (const option of ["out", "engines"]) {
      if (args.value(option) === undefined) continue;
      throw new TypeError(
        `Cannot use --${option} with --target onnx: its files go into the run's own folder`,
      );
    }
    if (args.positionals.length > 1) {
      throw new TypeError(
        `Cannot use "${args.positionals[1]}": only --target web and triton take more than one RUN`,
      );
    }
    return () => exportOnnx(directory, { withPreprocessing });
  },
};

async function exportOnnx(
  directory: string,
  options: { withPreprocessing: boolean },
): Promise<Outcome> {
  const { paths, parity, missing } = await renewExport(directory, options);
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

/** One run is a page; several are a gallery. */
function prepareWeb(args: Arguments): () => Promise<Outcome> {
  const { positionals: runs } = args;
  const out = args.value("out");
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
    const site =
      await (runs.length === 1 ? webSite(run, { engines, index }) : gallerySite(runs, { engines }));
    const { files, bytes } = await writeSite(site, out);
    return {
      json: {
        runs,
        out,
        engines,
        files,
        bytes,
        ...(searched !== undefined && { index: searched }),
      },
      text: [
        `Wrote ${files.length} files, ${format(bytes)}, into ${out}`,
        `Any static server can host them; deno task demo ${out} shows them on this machine`,
      ].join("\n"),
    };
  };
}

import type { Arguments, Command, Outcome } from "../options/command.ts";
import { ENGINES_OPTION } from "../options/shared_options.ts";
import { choiceValue } from "../options/values.ts";
import { prepareEdge } from "./targets/edge_target.ts";
import { prepareOnnx } from "./targets/onnx_target.ts";
import { PRECISION_OPTIONS } from "./targets/precision_values.ts";
import { MAX_BATCH_OPTION, prepareTriton } from "./targets/triton_target.ts";
import { prepareWeb } from "./targets/web_target.ts";

/** The targets of an export, and what checks the arguments of each. */
const TARGETS: Readonly<Record<string, (args: Arguments) => () => Promise<Outcome>>> = {
  onnx: prepareOnnx,
  web: prepareWeb,
  edge: prepareEdge,
  triton: prepareTriton,
};

const NAMES = Object.keys(TARGETS);

/** Writes the ONNX files of a run anew and checks them, or what pages, servers and edge functions run. */
export const exportCommand: Command = {
  name: "export",
  place: 100,
  summary:
    "writes the ONNX files of a run and checks them, or what pages, servers and edge functions run",
  positionals: "RUN …",
  options: {
    target: { value: NAMES.join("|"), description: "what to export to (onnx unless given)" },
    "with-preprocessing": {
      description: "onnx: also files that take and give the numbers of the data, as they were read",
    },
    index: {
      value: "INDEX",
      description: "web: also a search in this index, which the run's own encoder made, of one RUN",
    },
    out: { value: "DIR", description: "the folder to write; an earlier export is replaced" },
    ...PRECISION_OPTIONS,
    ...ENGINES_OPTION,
    ...MAX_BATCH_OPTION,
  },
  example: "deno task isthmus export runs/strokes-deep --target web --out site",
  prepare(args) {
    const target = choiceValue(args, "target", NAMES) ?? "onnx";
    if (args.value("max-batch") !== undefined && target !== "triton") {
      throw new TypeError("Cannot use --max-batch without --target triton: only its servers batch");
    }
    return TARGETS[target](args);
  },
};

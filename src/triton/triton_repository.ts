import { basename, join, resolve } from "@std/path";
import { MODEL_FILES, VALUE_NAMES } from "../core/exported_model.ts";
import { oneLine } from "../core/one_line.ts";
import { parseRecord } from "../core/parse_record.ts";
import { readIfThere } from "../io/files/read_if_there.ts";
import { statIfThere } from "../io/files/stat_if_there.ts";
import { type Model, readModel } from "../onnx/mod.ts";
import type { Site, SiteFile } from "../site/site.ts";
import { configText } from "./config_text.ts";
import { ensembleOf } from "./ensemble_of.ts";
import { graphTensors } from "./graph_tensors.ts";
import type { TritonConfig, TritonModel } from "./model_config.ts";

/** The name of the file that names the classes of a classifier. */
const LABELS = "labels.txt";

/** Files by their paths in the folder of a run. */
type SmallerFiles = ReadonlyMap<string, Uint8Array<ArrayBuffer>>;

/** The choices of a repository. */
export interface RepositoryOptions {
  readonly maxBatch: number;
  readonly smaller?: ReadonlyMap<string, SmallerFiles>;
}

/** A model repository: its files, and the names of its models. */
export interface TritonRepository {
  readonly files: Site;
  readonly models: readonly string[];
}

/**
 * The model repository of some runs: of each its encoder, its decoder, its classifier where it has one, and
 * an ensemble of both halves under the name of the run.
 *
 * `maxBatch` examples run at once at most; `smaller` has files that take the place of a run's own, by its
 * folder and their paths. Throws an Error, one sentence, for a run without a half, for a
 * file that is damaged, and for two runs of one name; a RangeError for a graph that Triton cannot batch.
 */
export async function tritonRepository(
  runs: readonly string[],
  { maxBatch, smaller }: RepositoryOptions,
): Promise<TritonRepository> {
  const files = new Map<string, SiteFile>(), models: string[] = [];
  for (const run of runs) {
    const name = tritonName(run);
    for (
      const { config, beside } of await modelsOf(run, {
        ...{ name, maxBatch },
        smaller: smaller?.get(run) ?? new Map(),
      })
    ) {
      if (models.includes(config.name)) {
        throw new Error(
          `Cannot serve ${run} by Triton: another run has a model "${config.name}" already, expected runs ` +
            "of different names",
        );
      }
      models.push(config.name);
      files.set(`${config.name}/config.pbtxt`, { text: configText(config) });
      for (const [path, file] of beside) files.set(`${config.name}/${path}`, file);
    }
  }
  return { files, models };
}

/** The name of a run in a repository: its folder's, with `_` for what is no letter, digit, `-` or `_`. */
export function tritonName(run: string): string {
  const name = basename(resolve(run)).replaceAll(/[^A-Za-z0-9_-]+/g, "_");
  if (/[A-Za-z0-9]/.test(name)) return name;
  throw new RangeError(
    `Cannot serve ${run} by Triton: its folder has no letter and no digit for the name of a model`,
  );
}

/** A model, and the files beside its configuration. */
interface NamedModel {
  readonly config: TritonConfig;
  readonly beside: ReadonlyMap<string, SiteFile>;
}

async function modelsOf(
  run: string,
  { name, maxBatch, smaller }: { name: string; maxBatch: number; smaller: SmallerFiles },
): Promise<NamedModel[]> {
  if (!(await statIfThere(run))?.isDirectory) {
    throw new Error(`Cannot serve ${run} by Triton: there is no such folder`);
  }
  const half = async (part: string, path: string): Promise<OneFile> => {
    const found = await oneFile(run, { name: `${name}_${part}`, path, maxBatch, smaller });
    if (found) return found;
    throw new Error(
      `Cannot serve ${run} by Triton: it has no ${path}; a training that finished leaves one`,
    );
  };
  const encoder = await half("encoder", MODEL_FILES.encoder);
  const decoder = await half("decoder", MODEL_FILES.decoder);
  const learned = { name: `${name}_classifier`, path: MODEL_FILES.classifier, maxBatch, smaller };
  const classifier = await oneFile(run, learned);
  const inputs = await inputFiles(run);
  return [
    { config: encoder.config, beside: new Map([...encoder.beside, ...inputs]) },
    { config: decoder.config, beside: decoder.beside },
    ...(classifier ? [withLabels(classifier, { run, inputs })] : []),
    // Triton wants a folder of a version of each model, and an ensemble has no file of its own to put there.
    {
      config: ensembleOf(name, { encoder: encoder.config, decoder: decoder.config }),
      beside: new Map([...inputs, ["1/README.txt", { text: EMPTY_VERSION }]]),
    },
  ];
}

const EMPTY_VERSION =
  "Version 1 of the ensemble: a server asks for this folder, the models of the ensemble lie beside it.\n";

interface OneFile {
  readonly config: TritonModel & { readonly kind: "onnx" };
  readonly beside: ReadonlyMap<string, SiteFile>;
  readonly model: Model;
}

/** A model of one file of a run; undefined where the run has not this file. */
async function oneFile(
  run: string,
  { name, path, maxBatch, smaller }: {
    name: string;
    path: string;
    maxBatch: number;
    smaller: SmallerFiles;
  },
): Promise<OneFile | undefined> {
  const file = join(run, path), bytes = smaller.get(path) ?? await readIfThere(file);
  if (bytes === undefined) return undefined;
  const model = readModel(bytes, file);
  return {
    config: { kind: "onnx", name, maxBatch, ...graphTensors(model.graph, file) },
    beside: new Map([["1/model.onnx", { bytes }]]),
    model,
  };
}

/** A classifier whose probabilities have the names of the classes. */
function withLabels(
  { config, beside, model }: OneFile,
  { run, inputs }: { run: string; inputs: readonly [string, SiteFile][] },
): NamedModel {
  const names = model.metadataProps.find(({ key }) => key === "classes")?.value;
  const classes = parseRecord(`{"names":${names}}`)?.names;
  const probabilities = config.outputs.find(({ name }) => name === VALUE_NAMES.probabilities);
  if (!Array.isArray(classes) || classes.length !== probabilities?.dims[0]) {
    throw new Error(
      `Cannot serve ${run} by Triton: ${MODEL_FILES.classifier} does not name as many classes as it tells ` +
        `apart; "classifier ${run}" trains one that does`,
    );
  }
  const outputs = config.outputs.map((output) =>
    output === probabilities ? { ...output, labels: LABELS } : output
  );
  const lines = classes.map((name) => `${oneLine(String(name))}\n`);
  return {
    config: { ...config, outputs },
    beside: new Map([...beside, ...inputs, [LABELS, { text: lines.join("") }]]),
  };
}

/** The file that says how examples become inputs, for who writes a client; none where the run has none. */
async function inputFiles(run: string): Promise<[string, SiteFile][]> {
  const bytes = await readIfThere(join(run, MODEL_FILES.preprocessor));
  return bytes ? [[MODEL_FILES.preprocessor, { bytes }]] : [];
}

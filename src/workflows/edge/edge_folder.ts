import { encodeBase64 } from "../../core/encoding/base64.ts";
import { fromFileUrl, join } from "@std/path";
import { gzipSync } from "fflate";
import { MODEL_FILES } from "../../core/exported_model.ts";
import { parseRecord } from "../../core/parse_record.ts";
import { sha256 } from "../../core/sha256.ts";
import { sizeOf } from "../../core/shape.ts";
import type { EdgeModel } from "../../edge/mod.ts";
import { readIfThere, readTextIfThere } from "../../io/files/read_if_there.ts";
import { decodeModel, elementTypeOf } from "../../onnx/mod.ts";
import { manifestOf } from "../../runs/manifest.ts";
import { RUN_FILES } from "../../runs/run_folder.ts";
import { DATA_DECLARATIONS, EDGE_DECLARATIONS, MODEL_DECLARATIONS } from "./declarations.ts";
import { edgeReadme } from "./edge_readme.ts";
import { checkedEncoder } from "./checked_encoder.ts";
import { hostFiles } from "./host_files.ts";
import { type HostLimit, hostLimits } from "./host_limits.ts";

/** Files by their paths. */
type Files = Map<string, Uint8Array<ArrayBuffer>>;

/** A folder for edge functions, not yet written. */
export interface EdgeFolder {
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly limits: readonly HostLimit[];
  readonly parameters: number;
}

/** The modules of a worker, which it sends to its host. */
const WORKER = [
  "cloudflare/worker.js",
  "isthmus-encoder.js",
  "model.js",
  "lite.wasm",
  "encoder.bin",
];

/** The modules of the entry for Deno Deploy. */
const DEPLOYED = ["deno/main.js", "isthmus-encoder.js", "model.js", "encoder_data.js"];

/**
 * The encoder of a run, or of a model's folder, as a folder for edge functions: its program with what
 * prepares its kind of examples, kernels, weights (`smaller` ones in the place of the run's own), golden
 * vectors, declarations, an entry for each host, and a manifest.
 *
 * Throws an Error of one sentence where the folder lacks a file, where the programs are not built, and where
 * the lite engine makes other codes than ONNX Runtime.
 */
export async function edgeFolder(
  directory: string,
  { smaller, precision = "fp32" }: {
    smaller?: Uint8Array<ArrayBuffer> | undefined;
    precision?: string | undefined;
  } = {},
): Promise<EdgeFolder> {
  const original = await fileOf(directory, MODEL_FILES.encoder);
  const weights = smaller ?? original, kernels = await built("kernels/lite.wasm");
  const { encoder, golden, config, memory } = await checkedEncoder(directory, { weights, kernels });
  const parameters = countWeights(original);
  const model: EdgeModel = {
    name: await nameOf(directory),
    preprocessor: config,
    codeShape: encoder.codeShape,
    ...(encoder.classes !== undefined && { classes: encoder.classes }),
    precision,
    parameters,
  };
  const files: Files = new Map(), text = new TextEncoder();
  const add = (path: string, content: string) => void files.set(path, text.encode(content));
  files.set("isthmus-encoder.js", await built(`edge/isthmus-encoder-${config.kind}.js`));
  files.set("LICENSES.txt", await built(`edge/LICENSES-${config.kind}.txt`));
  files.set("lite.wasm", kernels);
  files.set("encoder.bin", weights);
  add("encoder_data.js", dataModule({ kernels, weights }));
  add("model.js", `export default ${JSON.stringify(model, null, 2)};\n`);
  add("isthmus-encoder.d.ts", EDGE_DECLARATIONS);
  add("model.d.ts", MODEL_DECLARATIONS);
  add("encoder_data.d.ts", DATA_DECLARATIONS);
  add("golden.json", JSON.stringify(golden) + "\n");
  const version = (await sha256(weights)).slice(0, 12), name = workerName(model.name);
  for (const [path, content] of Object.entries(hostFiles({ name, version }))) add(path, content);
  const limits = hostLimits({
    compressed: sum(WORKER.map((path) => gzipSync(files.get(path)!).length)),
    modules: sum(DEPLOYED.map((path) => files.get(path)!.length)),
    // The file, its weights as floats before and after they are laid out, and the engine.
    memory: weights.length + 8 * parameters + memory,
  });
  add("README.md", edgeReadme(model, limits));
  add("manifest.json", await manifestOf(directory, [], { others: new Map(files) }));
  return { files, limits, parameters };
}

async function fileOf(directory: string, path: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readIfThere(join(directory, path));
  if (bytes) return bytes;
  throw new Error(
    `Cannot export ${directory} for the edge: it has no ${path}; "export ${directory}" would write it`,
  );
}

async function built(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readIfThere(
    fromFileUrl(new URL(`../../../build/${path}`, import.meta.url)),
  );
  if (bytes) return bytes;
  throw new Error(
    `Cannot export for the edge: build/${path} is not built, run deno task kernels and deno task edge`,
  );
}

async function nameOf(directory: string): Promise<string> {
  const config = parseRecord(await readTextIfThere(join(directory, RUN_FILES.config)) ?? "");
  const recipe = config?.recipe ??
    parseRecord(await readTextIfThere(join(directory, "recipe.json")) ?? "");
  const name = (recipe as { name?: unknown } | undefined)?.name;
  return typeof name === "string" && name !== "" ? name : "encoder";
}

/** A name that hosts take: small letters, digits and hyphens. */
function workerName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) ||
    "encoder";
}

/** The number of stored floats of a file. */
function countWeights(bytes: Uint8Array): number {
  const { graph: { initializer } } = decodeModel(bytes, MODEL_FILES.encoder);
  const stored = initializer.filter(({ dataType, name }) =>
    elementTypeOf(dataType) !== "int64" && !name?.endsWith("/scale")
  );
  return sum(stored.map(({ dims }) => sizeOf(dims)));
}

/** The binary parts as text in a module, for hosts that import nothing else. */
function dataModule(
  { kernels, weights }: { kernels: Uint8Array; weights: Uint8Array },
): string {
  return `const bytesOf = (text) =>
  Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

export function parts() {
  return { kernels: bytesOf(KERNELS), weights: bytesOf(WEIGHTS) };
}

const KERNELS = "${encodeBase64(kernels)}";
const WEIGHTS = "${encodeBase64(weights)}";
`;
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

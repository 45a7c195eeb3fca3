import { oneLine } from "../core/one_line.ts";
import type { Shape } from "../core/shape.ts";
import { compileKernels } from "./compile_kernels.ts";
import { decodeWeights } from "./decode_weights.ts";
import { readModel, type ValueInfo } from "../onnx/mod.ts";
import { type LiteEngine, startEngine } from "./lite_engine.ts";
import { checkFeeds, readValue, type TensorLike, writeValue } from "./feeds.ts";
import type { LiteTensor } from "./lite_tensor.ts";
import { type PlannedRun, planRun } from "./plan_run.ts";
import { storeWeights } from "./store_weights.ts";

/** The metadata of an input or output; the sizes of free dimensions are names. */
export interface LiteMetadata {
  /** Its name in the graph. */
  readonly name: string;
  /** The sizes of its axes, names for free ones. */
  readonly shape: readonly (number | string)[];
}

/** A model that is ready to run; it has what is needed of a session of ONNX Runtime. */
export interface LiteSession {
  /** The inputs that `run` expects. */
  readonly inputMetadata: readonly LiteMetadata[];
  /** The outputs that `run` gives. */
  readonly outputMetadata: readonly LiteMetadata[];
  /** The bytes of memory that the session holds. */
  readonly memorySize: number;
  /** Computes all outputs from all inputs; rejects with a TypeError or RangeError for wrong ones. */
  run(feeds: Readonly<Record<string, TensorLike>>): Promise<Record<string, LiteTensor>>;
  /** Gives back the memory of the model; nothing runs after it. */
  release(): Promise<void>;
}

/**
 * Opens the bytes of an ONNX file in the lite engine, whose compiled kernels are `wasm`.
 *
 * Throws an Error of one sentence for a file that is no valid model, for one that uses what the
 * engine lacks, and where WebAssembly has no SIMD.
 *
 * @example
 * ```ts
 * import { LiteTensor, openLite } from "isthmus/lite";
 *
 * const model = await Deno.readFile("models/strokes-variational-2/onnx/decoder_model.onnx");
 * const session = await openLite(model, { wasm: await Deno.readFile("build/kernels/lite.wasm") });
 * const code = new LiteTensor("float32", Float32Array.of(0, 0), [1, 2]);
 * const { reconstruction } = await session.run({ code });
 * assertEquals(reconstruction.dims, [1, 28, 28, 1]);
 * await session.release();
 * ```
 */
export async function openLite(
  bytes: Uint8Array,
  { wasm }: { wasm: WebAssembly.Module | BufferSource },
): Promise<LiteSession> {
  const module = await compileKernels(wasm);
  try {
    return await openGraph(bytes, module);
  } catch (error) {
    // Names come from the file, and may hold line ends.
    if (error instanceof Error) error.message = oneLine(error.message);
    throw error;
  }
}

async function openGraph(bytes: Uint8Array, module: WebAssembly.Module): Promise<LiteSession> {
  const decoded = decodeWeights(readModel(bytes, "the model").graph), { graph } = decoded;
  const inputMetadata = graph.input.map(metadataOf), outputMetadata = graph.output.map(metadataOf);
  let engine: LiteEngine | undefined = await startEngine(module);
  let planned: PlannedRun | undefined, plannedFor = "";
  const inOneSentence = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new RangeError(`Cannot run "${graph.name}" in the lite engine: ${error.message}`);
    }
  };
  const weights = inOneSentence(() => storeWeights(decoded, engine!));
  const start = engine.top;
  const planFor = (engine: LiteEngine, shapes: Readonly<Record<string, Shape>>): PlannedRun => {
    const wanted = JSON.stringify(shapes);
    if (planned === undefined || plannedFor !== wanted) {
      // Should planning fail, what the plan before lay in is overwritten.
      planned = undefined;
      engine.reset(start);
      planned = inOneSentence(() => planRun(graph, { shapes, weights, engine }));
      plannedFor = wanted;
    }
    return planned;
  };
  // What the engine lacks shows for one example as for many.
  planFor(
    engine,
    Object.fromEntries(
      inputMetadata.map(({ name, shape }) => [
        name,
        shape.map((size) => typeof size === "number" ? size : 1),
      ]),
    ),
  );
  return {
    inputMetadata,
    outputMetadata,
    get memorySize() {
      return engine?.size ?? 0;
    },
    async run(feeds) {
      const shapes = checkFeeds(feeds, { inputs: inputMetadata, graph: graph.name });
      const data = await Promise.all(inputMetadata.map(({ name }) => feeds[name].getData()));
      // From here on nothing waits, so that two runs at once do not meet in the memory.
      if (engine === undefined) {
        throw new TypeError(`Cannot run "${graph.name}": its session was released, open it again`);
      }
      const { values, run } = planFor(engine, shapes);
      inOneSentence(() =>
        inputMetadata.forEach(({ name }, i) =>
          writeValue(values.get(name)!, { name, from: data[i] })
        )
      );
      run();
      return Object.fromEntries(
        outputMetadata.map(({ name }) => [name, readValue(values.get(name)!)]),
      );
    },
    release() {
      engine = planned = undefined;
      return Promise.resolve();
    },
  };
}

function metadataOf({ name, type }: ValueInfo): LiteMetadata {
  const dim = type?.tensorType.shape?.dim ?? [];
  return { name, shape: dim.map(({ dimValue, dimParam }) => dimValue ?? dimParam ?? "") };
}

import { fromFileUrl, join } from "@std/path";
import { MODEL_FILES } from "../core/exported_model.ts";
import { oneLine } from "../core/one_line.ts";
import { readIfThere } from "../io/files/read_if_there.ts";
import { createLiteRuntime, type LiteRuntime } from "../lite/mod.ts";
import type { EngineName } from "../web/model/engine.ts";
import type { SmallerFiles } from "./web_site.ts";

/** The engines that the pages of some runs offer. */
export interface PageEngines {
  /** Those of every page, the one that it starts with first. */
  readonly engines: readonly EngineName[];
  /** Those of runs that none of these runs, by their folders. */
  readonly own: ReadonlyMap<string, readonly EngineName[]>;
  /** A sentence for each of these, which says why. */
  readonly remarks: readonly string[];
}

/** The engines of pages for which nobody asked for any: a page carries no other runtime. */
const USUAL: readonly EngineName[] = ["lite"];

/** The engines of a model that these cannot run: the smaller of those that take every operator. */
const OTHERS: readonly EngineName[] = ["wasm"];

/** The graphs that a page runs: that of an encoder for reconstructions and for a search. */
const GRAPHS = [MODEL_FILES.decoder, MODEL_FILES.encoder] as const;

const KERNELS = fromFileUrl(new URL("../../build/kernels/lite.wasm", import.meta.url));

/**
 * The engines that pages of runs offer: those asked for, or else the lite engine alone, and ONNX Runtime
 * for a model that it cannot run. Each graph is opened to see that.
 *
 * Throws an Error of one sentence for a file that no page would take, and where only the lite engine is
 * asked for and cannot run a model.
 */
export async function pageEngines(
  runs: readonly string[],
  { engines, smaller }: {
    readonly engines?: readonly EngineName[] | undefined;
    /** By the folders of the runs. */
    readonly smaller?: ReadonlyMap<string, SmallerFiles> | undefined;
  } = {},
): Promise<PageEngines> {
  const own = new Map<string, readonly EngineName[]>(), remarks: string[] = [];
  // Another engine than the lite one takes its place in the page.
  const toTry = engines?.some((name) => name !== "lite") ? [] : runs;
  const lite = toTry.length === 0 ? undefined : await liteRuntime();
  for (const run of toTry) {
    const why = lite && await liteRefusal(run, { lite, smaller: smaller?.get(run) });
    if (why === undefined) continue;
    if (engines) {
      throw new Error(
        `Cannot show the model of ${run} in the lite engine alone: ${why}; --engines ` +
          `${OTHERS} takes ONNX Runtime in its place`,
      );
    }
    own.set(run, OTHERS);
    remarks.push(
      `The model of ${run} runs on ONNX Runtime, which lies in ort/, as the lite engine cannot run it: ` +
        why,
    );
  }
  return { engines: engines ?? USUAL, own, remarks };
}

/** The first graph of a run that the lite engine does not run, and the node for which; undefined for none. */
async function liteRefusal(
  run: string,
  { lite, smaller }: { lite: LiteRuntime; smaller: SmallerFiles | undefined },
): Promise<string | undefined> {
  for (const path of GRAPHS) {
    // What is missing is told where the files are gathered.
    const bytes = smaller?.files.get(path) ?? await readIfThere(join(run, path));
    if (!bytes) continue;
    try {
      await (await lite.InferenceSession.create(bytes)).release();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      // The reader stands before every engine of a page.
      if (error instanceof SyntaxError) {
        throw new Error(`Cannot show the model of ${run}: ${path}: ${oneLine(error.message)}`, {
          cause: error,
        });
      }
      return `${path}: ${oneLine(error.message)}`;
    }
  }
}

async function liteRuntime(): Promise<LiteRuntime> {
  const kernels = await readIfThere(KERNELS);
  if (kernels) return createLiteRuntime({ kernels });
  throw new Error("Cannot show a model: the kernels are not built, run deno task kernels");
}

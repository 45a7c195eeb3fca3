import {
  type Engine,
  ENGINE_LABELS,
  type EngineName,
  type EngineSources,
  isEngineRefusal,
  startEngine,
} from "./engine.ts";
import { openPageModel, type PageModel } from "./page_model.ts";

/** A model and what runs it. */
export interface LoadedModel {
  readonly engine: Engine;
  readonly model: PageModel;
  /** The reason why another engine runs it than the one asked for. */
  readonly why?: string;
}

/** The model to load, and the engines to load it on. */
export interface ModelRequest extends EngineSources {
  /** The folder of the model. */
  readonly address: URL;
  /** The engine asked for. */
  readonly engine: EngineName;
  /** The engines that may take its place. */
  readonly engines: readonly EngineName[];
}

/**
 * The engines that take the place of an engine that is not there: WebGPU never does, as few
 * browsers have it.
 */
const FALL_BACKS: readonly EngineName[] = ["wasm", "lite"];

/**
 * Loads a model on the engine asked for, or on another one where this browser lacks that, or it lacks
 * what the model needs. Throws the first engine's error where none runs it, and any error that says
 * more of the model than of the engine.
 */
export async function loadModel(request: ModelRequest): Promise<LoadedModel> {
  const { address, engine: wanted, engines } = request;
  const others = FALL_BACKS.filter((name) => name !== wanted && engines.includes(name));
  let first: Error | undefined;
  for (const name of [wanted, ...others]) {
    try {
      const engine = await startEngine(name, request);
      const model = await openPageModel(engine, address);
      if (!first) return { engine, model };
      return { engine, model, why: `${first.message}; ${ENGINE_LABELS[name]} runs it instead` };
    } catch (error) {
      if (!(error instanceof Error) || !isEngineRefusal(error)) throw error;
      first ??= error;
    }
  }
  throw first;
}

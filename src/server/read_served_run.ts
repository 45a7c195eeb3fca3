import { MODEL_FILES } from "../core/exported_model.ts";
import { decodeNpy } from "../data/mod.ts";
import { decodeCodeSpace } from "../generation/mod.ts";
import { createPreprocessor, parseRunPreprocessor } from "../preprocessing/mod.ts";
import { RUN_FILES } from "../runs/run_folder.ts";
import { openCheckedFolder } from "./engines/checked_folder.ts";
import { GRAPH_NAMES, type OpenedRun } from "./engines/engine.ts";
import { modelName, type ServedModel } from "./models/served_model.ts";
import type { ServedRun } from "./models/served_run.ts";

/**
 * Reads what turns data into the inputs of an opened run and back. Throws an Error, one sentence, for files
 * that are damaged or not those of the run's manifest.
 */
export async function readServedRun(
  opened: OpenedRun,
  models: ReadonlyMap<string, ServedModel>,
): Promise<ServedRun> {
  const folder = await openCheckedFolder(opened.directory);
  const file = await folder.need(MODEL_FILES.preprocessor);
  const config = parseRunPreprocessor(new TextDecoder().decode(file), MODEL_FILES.preprocessor);
  const space = await folder.read(MODEL_FILES.codeSpace);
  const errors = await folder.read(RUN_FILES.validationErrors);
  const { inputShape, codeShape } = opened;
  return {
    opened,
    models: Object.fromEntries(GRAPH_NAMES.flatMap((graph) => {
      const model = models.get(modelName(opened.name, graph));
      return model ? [[graph, model]] : [];
    })),
    config,
    preprocessor: createPreprocessor(file),
    ...(space && codeShape && {
      codeSpace: decodeCodeSpace(space, MODEL_FILES.codeSpace, { codeShape, inputShape }),
    }),
    ...(errors && { errors: errorsOf(errors) }),
  };
}

function errorsOf(bytes: Uint8Array): Float32Array {
  const { shape, values } = decodeNpy(bytes, RUN_FILES.validationErrors);
  if (shape.length === 1 && values instanceof Float32Array) return values;
  throw new SyntaxError(`Cannot use ${RUN_FILES.validationErrors}: expected floats of shape [N]`);
}

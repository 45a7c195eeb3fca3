import { MODEL_FILES } from "../core/exported_model.ts";
import { decodeNpy } from "../data/mod.ts";
import { decodeCodeSpace } from "../generation/mod.ts";
import { createPreprocessor, parseRunPreprocessor } from "../preprocessing/mod.ts";
import { RUN_FILES } from "../runs/run_folder.ts";
import { openCheckedFolder } from "./engines/checked_folder.ts";
import { GRAPH_NAMES, type OpenedRun } from "./engines/engine.ts";
import { modelName, type ServedModel } from "./models/served_model.ts";
import type { ServedRun } from "./models/served_run.ts";
import type { PictureThread } from "./pictures/picture_thread.ts";
import { prepareInThread } from "./pictures/prepare_in_thread.ts";

/** Reads the text of the preprocessor_config.json of an opened run; throws as `readServedRun` does. */
export async function readPreprocessorText({ directory }: OpenedRun): Promise<string> {
  const folder = await openCheckedFolder(directory);
  return new TextDecoder().decode(await folder.need(MODEL_FILES.preprocessor));
}

/**
 * Reads what turns data into the inputs of an opened run and back. Throws an Error, one sentence, for files
 * that are damaged or not those of the run's manifest.
 */
export async function readServedRun(
  opened: OpenedRun,
  { models, file, pictures }: {
    models: ReadonlyMap<string, ServedModel>;
    /** The text of its preprocessor_config.json. */
    file: string;
    /** The thread for pictures, and the number of the run in it. */
    pictures: { thread: PictureThread; run: number };
  },
): Promise<ServedRun> {
  const folder = await openCheckedFolder(opened.directory);
  const config = parseRunPreprocessor(file, MODEL_FILES.preprocessor);
  const preprocessor = createPreprocessor(new TextEncoder().encode(file));
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
    preprocessor: prepareInThread(preprocessor, { config, ...pictures }),
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

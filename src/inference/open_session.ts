import type { Shape } from "../core/shape.ts";
import { oneLine, reasonOf } from "../core/one_line.ts";
import type { OrtRuntime, OrtSession, OrtValueMetadata } from "./ort_runtime.ts";
import { type ModelFolder, readFolder } from "./read_folder.ts";

/**
 * Loads a model file; throws an Error of one sentence for one that the runtime refuses, as the session
 * does for a run that it refuses.
 */
export async function openSession(
  path: string,
  { ort, folder, session, what = "an autoencoder" }: {
    ort: OrtRuntime;
    folder: ModelFolder;
    session: object;
    /** The name of the model, for errors. */
    what?: string;
  },
): Promise<OrtSession> {
  const bytes = await readFolder(folder, path);
  let opened: OrtSession;
  try {
    opened = await ort.InferenceSession.create(bytes, session);
  } catch (cause) {
    const why = reasonOf(cause);
    throw new Error(`Cannot load ${what}: ${path} was refused by the runtime: ${why}`, {
      cause,
    });
  }
  if (opened.inputMetadata as unknown === undefined) {
    throw new Error(
      `Cannot load ${what}: this ONNX Runtime is too old, expected 1.22 or newer`,
    );
  }
  return {
    inputMetadata: opened.inputMetadata,
    outputMetadata: opened.outputMetadata,
    async run(feeds) {
      try {
        return await opened.run(feeds);
      } catch (cause) {
        const why = reasonOf(cause);
        throw new Error(`Cannot run ${path}: the runtime refused it: ${why}`, { cause });
      }
    },
    release: () => opened.release(),
  };
}

/**
 * The shape of one example of an input or output of a model file.
 *
 * Throws an Error of one sentence where it is absent or more than its first axis is free.
 */
export function exampleShape(
  metadata: readonly OrtValueMetadata[],
  { name, path, what = "an autoencoder" }: { name: string; path: string; what?: string },
): Shape {
  const shape = metadata.find((value) => value.name === name)?.shape;
  if (shape === undefined) {
    const names = metadata.map((value) => `"${value.name}"`).join(", ");
    throw new Error(
      `Cannot load ${what}: ${path} has no tensor "${name}", it has ${oneLine(names)}`,
    );
  }
  return shape.slice(1).map((size) => {
    if (typeof size === "number" && size > 0) return size;
    throw new Error(
      `Cannot load ${what}: "${name}" of ${path} has shape [${
        oneLine(shape.join(", "))
      }], expected a free batch and fixed sizes after it`,
    );
  });
}

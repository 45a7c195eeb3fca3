import { sizeOf } from "../../core/shape.ts";
import type { Preprocessor, RunPreprocessor } from "../../preprocessing/mod.ts";
import type { PictureThread } from "./picture_thread.ts";

/** The same preprocessor, which leaves pictures to a thread; `run` is the number of its run there. */
export function prepareInThread(
  preprocessor: Preprocessor,
  { config, thread, run }: { config: RunPreprocessor; thread: PictureThread; run: number },
): Preprocessor {
  if (config.kind !== "image") return preprocessor;
  const size = sizeOf(config.inputShape);
  return {
    async prepare(examples) {
      const pictures = examples.flatMap((each, i) =>
        each instanceof Uint8Array ? [[i + 1, each] as const] : []
      );
      if (pictures.length === 0) return await preprocessor.prepare(examples);
      // In the place of each picture stand as many zeros, so that errors number the others as they came.
      const { shape, values } = await preprocessor.prepare(
        examples.map((each) => each instanceof Uint8Array ? new Float32Array(size) : each),
      );
      const unpacked = await thread.prepare(run, pictures);
      pictures.forEach(([number], i) =>
        values.set(unpacked.subarray(i * size, (i + 1) * size), (number - 1) * size)
      );
      return { shape, values };
    },
  };
}

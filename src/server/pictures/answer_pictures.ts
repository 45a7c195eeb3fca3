import { createPreprocessor } from "../../preprocessing/mod.ts";
import type { PictureAnswer, PictureQuestion } from "./picture_messages.ts";

/** Prepares pictures as the preprocessor_config.json of each run says, whose texts are `files`. */
export function answerPictures(
  files: readonly string[],
): (question: PictureQuestion) => Promise<PictureAnswer> {
  const preprocessors = files.map((file) => createPreprocessor(new TextEncoder().encode(file)));
  return async ({ id, run, pictures }) => {
    const parts: Float32Array[] = [];
    for (const [number, file] of pictures) {
      try {
        parts.push((await preprocessors[run].prepare([new Uint8Array(file)])).values);
      } catch (error) {
        const { message, name } = error instanceof Error ? error : new Error(String(error));
        return { id, message: message.replace("example 1", `example ${number}`), name };
      }
    }
    const [{ length: size }] = parts, values = new Float32Array(parts.length * size);
    parts.forEach((part, i) => values.set(part, i * size));
    return { id, values: values.buffer };
  };
}

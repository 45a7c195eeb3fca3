import { MODEL_FILES, VALUE_NAMES } from "../core/exported_model.ts";
import type { EncoderForm } from "./loaded_autoencoder.ts";
import {
  checkClasses,
  checkShape,
  classesOf,
  type ModelSource,
  type OpenedDecoder,
} from "./open_decoder.ts";
import { oneLine } from "../core/one_line.ts";
import { exampleShape, openSession } from "./open_session.ts";
import type { OrtSession } from "./ort_runtime.ts";

/** An encoder that fits a decoder. */
export interface OpenedEncoder {
  readonly session: OrtSession;
  /** The number of classes that it reads; absent where it does without. */
  readonly classes: number | undefined;
}

/** Reads and checks the encoder that goes with a decoder; throws an Error of one sentence. */
export async function openEncoder(
  opened: OpenedDecoder,
  { source, form }: { source: ModelSource; form: EncoderForm },
): Promise<OpenedEncoder> {
  const path = form === "exact" ? MODEL_FILES.encoder : MODEL_FILES.thresholdEncoder;
  const session = await openSession(path, source);
  try {
    return { session, classes: checkEncoder(session, { path, opened }) };
  } catch (error) {
    await session.release();
    throw error;
  }
}

/** The number of classes that an encoder reads, once it gives what its decoder takes. */
function checkEncoder(
  encoder: OrtSession,
  { path, opened }: { path: string; opened: OpenedDecoder },
): number | undefined {
  const { decoder, preprocessor: { inputShape }, codeShape, generation } = opened;
  const { input, code, label } = VALUE_NAMES;
  const given = exampleShape(encoder.outputMetadata, { name: code, path });
  checkShape(exampleShape(encoder.inputMetadata, { name: input, path }), {
    what: "the encoder's input",
    expected: inputShape,
  });
  checkShape(codeShape, { what: "the decoder's code", expected: given });
  const classes = classesOf(encoder, path);
  if (classes !== undefined && opened.classes !== undefined && classes !== opened.classes) {
    throw new Error(
      `Cannot load an autoencoder: its encoder knows ${classes} classes, its decoder ` +
        `${opened.classes}`,
    );
  }
  checkClasses(generation, classes ?? opened.classes);
  const names = encoder.outputMetadata.map(({ name }) => name);
  const missing = decoder.inputMetadata.find(({ name }) => name !== label && !names.includes(name));
  if (missing !== undefined) {
    throw new Error(
      `Cannot load an autoencoder: the decoder reads "${
        oneLine(missing.name)
      }", which the encoder does not give`,
    );
  }
  return classes;
}

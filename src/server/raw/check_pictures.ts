import { measureImage } from "../../data/mod.ts";
import type { RawExample } from "../../preprocessing/mod.ts";
import { requestFault } from "../../requests/request_fault.ts";

/** The bounds of examples. */
export interface ExampleLimits {
  /** The most examples of a request. */
  readonly maxExamples: number;
  /** The most pixels of a picture, as its file declares them. */
  readonly maxPixels: number;
}

/**
 * Refuses pictures by what their heads declare, before their pixels are asked for: a RequestFault of 413 for
 * too many, of 400 for what is no picture.
 */
export async function checkPictures(
  examples: readonly RawExample[],
  limits: ExampleLimits,
): Promise<void> {
  for (const [i, example] of examples.entries()) {
    if (example instanceof Uint8Array) await checkPicture(example, i + 1, limits);
  }
}

async function checkPicture(
  bytes: Uint8Array,
  number: number,
  { maxPixels }: ExampleLimits,
): Promise<void> {
  let shape: readonly number[];
  try {
    shape = await measureImage(bytes, `example ${number}`);
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("Cannot ")) {
      throw requestFault(error.message);
    }
    throw error;
  }
  const [height, width] = shape;
  if (height * width <= maxPixels) return;
  throw requestFault(
    `Cannot read example ${number}: its ${width} × ${height} pixels are more than the ${maxPixels} ` +
      `allowed`,
    { status: 413 },
  );
}

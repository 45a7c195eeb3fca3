import type { EngineName } from "./model/engine.ts";
import type { DecodedImage } from "./model/session.ts";

/** The events within, for the element to tell its page. */
export interface DecoderEvents {
  /** A model stands ready. */
  load: { readonly engine: EngineName };
  /** A visitor moved to a code, of this class. */
  code: { readonly code: Float32Array<ArrayBuffer>; readonly label?: number };
  /** An image was drawn. */
  image: DecodedImage;
  /** A model could not be loaded or run. */
  error: { readonly message: string };
}

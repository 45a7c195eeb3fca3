/**
 * Trained autoencoders in web pages: `<isthmus-decoder src="…">`.
 *
 * `defineDecoderElement` defines it; the file isthmus-decoder.js that an export has calls it.
 */
export type { DecoderElement } from "./decoder_element.ts";
export { defineDecoderElement } from "./define_decoder_element.ts";
export type { DecoderElementOptions } from "./element_life.ts";
export type { DecoderEvents } from "./decoder_events.ts";
export { type EngineName, ENGINES } from "./model/engine.ts";
export { type DecoderMode, MODES } from "./controls/frame.ts";

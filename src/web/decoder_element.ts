import type { NdArray } from "../core/nd_array.ts";
import type { EngineName } from "./model/engine.ts";
import type { DecoderMode } from "./controls/frame.ts";

/** The element `<isthmus-decoder>`, as a page's own script sees it. */
export interface DecoderElement extends HTMLElement {
  /** The address of a run folder, relative to the page. */
  src: string;
  /** The engine asked for: `lite` unless given. */
  engine: EngineName;
  /** `generate` unless given; `reconstruct` where the encoder is there too, `search` where an index is. */
  mode: DecoderMode;
  /** The code whose image is shown, [C]; setting it throws a RangeError for another size. */
  code: Float32Array<ArrayBuffer> | undefined;
  /** The class that a model which depends on classes is told; setting another throws a RangeError. */
  label: number | undefined;
  /** The last image: values of the model's input shape. */
  readonly image: NdArray | undefined;
  /** The engine that runs: after a fall-back another than the one asked for. */
  readonly runningEngine: EngineName | undefined;
  /** Settles with the first image of what was last asked for, or with the error in its place. */
  readonly ready: Promise<void>;
  /** Moves to a random code; throws a TypeError where the model has nothing to draw from. */
  sample(): void;
  /** Walks from the present code to a random one; throws as `sample` does. */
  interpolate(): void;
  /** Loads the model anew, as after a lost connection. */
  reload(): void;
}

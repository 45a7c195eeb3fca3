/** The types of an exported isthmus-encoder.js: what of `src/edge` a program sees, without the rest. */
export const EDGE_DECLARATIONS = `/** Some values with their shape, row-major. */
export interface Values {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** An example: a picture's file (PNG, JPEG, GIF, BMP, TIFF), a text, a row by its columns, or numbers. */
export type Example =
  | Uint8Array
  | string
  | Readonly<Record<string, number | string | boolean | { toISOString(): string } | null>>
  | readonly number[]
  | Float32Array;

/** The default export of model.js. */
export interface Model {
  readonly name: string;
  /** The content of preprocessor_config.json. */
  readonly preprocessor: {
    readonly kind: "image" | "vector" | "text";
    readonly inputShape: readonly number[];
  };
  readonly codeShape: readonly number[];
  /** The number of classes that the encoder is told, where it is. */
  readonly classes?: number;
  readonly precision: string;
  readonly parameters: number;
}

/** Compiled kernels (lite.wasm) or their bytes, and the bytes of encoder.bin. */
export interface Parts {
  readonly kernels: WebAssembly.Module | ArrayBuffer | Uint8Array<ArrayBuffer>;
  readonly weights: ArrayBuffer | Uint8Array<ArrayBuffer>;
}

/** The class of each example, for an encoder that is told them. */
export interface Labels {
  readonly labels?: ArrayLike<number>;
}

/** An encoder, which throws one sentence for what it is not for. */
export interface Encoder {
  readonly model: Model;
  /** Opens the encoder, where it is not open yet, so that the first examples need not wait for it. */
  ready(): Promise<void>;
  /** The inputs [B, …] of examples, in the units of the model. */
  prepare(examples: readonly Example[]): Promise<Values>;
  /** The codes [B, …] of examples. */
  encode(examples: readonly Example[], options?: Labels): Promise<Values>;
  /** The codes [B, …] of inputs in the units of the model, one after the other. */
  encodeInputs(values: Float32Array, options?: Labels): Promise<Values>;
}

/** Makes an encoder of parts, which is opened at once, or of a function, which is called when examples come. */
export function createEncoder(parts: Parts | (() => Parts | Promise<Parts>), model: Model): Encoder;

/** Makes a handler: GET describes the encoder, POST to /encode gives codes. */
export function createHandler(
  encoder: Encoder,
  limits?: {
    readonly mostBytes?: number;
    readonly mostExamples?: number;
    /** The origins whose pages may read the answers; "*" for all, none unless given. */
    readonly origins?: readonly string[];
  },
): (request: Request) => Promise<Response>;
`;

/** The types of an exported model.js. */
export const MODEL_DECLARATIONS = `import type { Model } from "./isthmus-encoder.js";

declare const model: Model;
export default model;
`;

/** The types of an exported encoder_data.js. */
export const DATA_DECLARATIONS = `import type { Parts } from "./isthmus-encoder.js";

/** The kernels and the weights, out of the text of this module. */
export function parts(): Parts;
`;

/** A tensor of ONNX Runtime, as far as inference needs it. */
export interface OrtTensor {
  /** The sizes of its axes. */
  readonly dims: readonly number[];
  /** The values, fetched from wherever they lie. */
  getData(): Promise<unknown>;
  /** Gives back the memory, on whatever device it lies. */
  dispose(): void;
}

/** The metadata of an input or output; the sizes of free dimensions are names. */
export interface OrtValueMetadata {
  /** Its name in the graph. */
  readonly name: string;
  /** The sizes of its axes, absent for what is no tensor. */
  readonly shape?: readonly (number | string)[];
}

/** A loaded model of ONNX Runtime, as far as inference needs it. */
export interface OrtSession {
  /** The inputs that `run` expects. */
  readonly inputMetadata: readonly OrtValueMetadata[];
  /** The outputs that `run` gives. */
  readonly outputMetadata: readonly OrtValueMetadata[];
  /** Computes all outputs from all inputs. */
  run(feeds: OrtValues): Promise<OrtValues>;
  /** Gives back the memory of the model. */
  release(): Promise<void>;
}

/** Tensors by the names of a graph's inputs or outputs. */
export type OrtValues = Readonly<Record<string, OrtTensor>>;

/**
 * The module of an ONNX Runtime, handed in by whoever runs a model.
 *
 * `onnxruntime-node`, `onnxruntime-web` and its `/wasm` and `/webgpu` entries all are one.
 */
export interface OrtRuntime {
  /** The loader of a model's bytes. */
  readonly InferenceSession: {
    /** Loads a model; the options go to the runtime as they are. */
    create(model: Uint8Array, options?: object): Promise<OrtSession>;
  };
  /** The maker of a tensor from values and a shape. */
  readonly Tensor: new (
    type: "float32",
    values: Float32Array,
    dims: readonly number[],
  ) => OrtTensor;
}

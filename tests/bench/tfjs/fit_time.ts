/** The three that are measured: tfjs's CPU backend, its WASM backend, and that with these kernels. */
export type Side = "cpu" | "stock" | "ours";

/** The time of a batch in `model.fit`, or why the model does not train there. */
export type FitTime = {
  readonly wallMilliseconds: number;
  /** Of all threads of the process. */
  readonly processorMilliseconds: number;
  readonly fault?: undefined;
} | { readonly fault: string };

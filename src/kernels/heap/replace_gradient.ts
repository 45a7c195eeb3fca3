import * as tf from "@tensorflow/tfjs";

/** The ingredients of the gradient of an operator. */
export interface GradientCall {
  readonly dy: tf.Tensor;
  /** The tensors that `inputsToSave` of the replaced gradient names. */
  readonly saved: readonly tf.Tensor[];
  readonly attrs: tf.NamedAttrMap;
  /** The gradients that tfjs itself would give. */
  stock(): Gradients;
}

/** Functions that compute the gradient of each input, by its name. */
export type Gradients = Readonly<Record<string, () => tf.Tensor>>;

/** Replaces the gradient that tfjs registered for a kernel, where the backend is the WASM one. */
export function replaceGradient(name: string, gradients: (call: GradientCall) => Gradients): void {
  const stock = tf.getGradient(name);
  tf.unregisterGradient(name);
  tf.registerGradient({
    ...stock,
    gradFunc(dy, saved, attrs) {
      const ofStock = () => stock.gradFunc(dy, saved, attrs) as Gradients;
      if (tf.getBackend() !== "wasm") return ofStock();
      return gradients({ dy: dy as tf.Tensor, saved, attrs, stock: ofStock });
    },
  });
}

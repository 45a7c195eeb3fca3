import * as tf from "@tensorflow/tfjs";
import { formatShape, sameShape } from "../../core/shape.ts";
import { checkTensors } from "../heap/check_tensors.ts";
import { allocate, pointer, routines } from "../heap/heap.ts";

/** The number of the parameters of each column. */
const PARAMETERS = 10;

/**
 * (z − μ) v + μ for z and u [B, D], with μ = a₁ σ(a₂ u + a₃) + a₄ u + a₅ and v alike of a₆ … a₁₀, each [D].
 *
 * All get first derivatives: value and gradients are a pass each. Throws a RangeError where shapes or the
 * number of parameters differ, a TypeError for another type than float32. Rasmus et al.,
 * "Semi-supervised learning with ladder networks", 2015.
 */
export function denoiseGaussian(
  { z, u, a }: { z: tf.Tensor; u: tf.Tensor; a: readonly tf.Tensor[] },
): tf.Tensor {
  checkTensors("denoise", { z, u });
  const [rows, columns] = z.shape as [number, number];
  if (z.rank !== 2 || a.length !== PARAMETERS) {
    throw new RangeError(
      `Cannot denoise values of shape ${
        formatShape(z.shape)
      } with ${a.length} parameters: expected two ` +
        `axes and ${PARAMETERS} parameters`,
    );
  }
  for (const param of a) {
    checkTensors("denoise", { param });
    if (sameShape(param.shape, [columns])) continue;
    throw new RangeError(
      `Cannot denoise ${columns} columns with a parameter of shape ${formatShape(param.shape)}`,
    );
  }
  return tf.customGrad((...args) => {
    const [z, u, ...rest] = args as unknown as [tf.Tensor, tf.Tensor, ...tf.Tensor[]];
    const save = rest.pop() as unknown as (tensors: tf.Tensor[]) => void;
    const stacked = tf.concat(rest, 0), y = allocate(z.shape);
    const [from, above, params, to] = [z, u, stacked, y].map(pointer);
    routines().denoiseGaussian(from, above, params, rows, columns, to);
    save([z, u, stacked]);
    return { value: tensorOf(y), gradFunc };
  })(z, u, ...a);
}

function gradFunc(dy: tf.Tensor, [z, u, stacked]: tf.Tensor[]): tf.Tensor[] {
  const [rows, columns] = z.shape as [number, number];
  const [dz, du, da] = [z.shape, z.shape, [PARAMETERS * columns]].map((shape) => allocate(shape));
  const [from, noisy, above, params, toZ, toU, toA] = [dy, z, u, stacked, dz, du, da].map(pointer);
  routines().denoiseGaussianGradient(
    from,
    noisy,
    above,
    params,
    rows,
    columns,
    toZ,
    toU,
    toA,
  );
  const sums = tensorOf(da);
  const byParameter = Array.from(
    { length: PARAMETERS },
    (_, k) => tf.slice(sums, k * columns, columns),
  );
  return [tensorOf(dz), tensorOf(du), ...byParameter];
}

function tensorOf(info: tf.TensorInfo): tf.Tensor {
  return tf.engine().makeTensorFromTensorInfo(info);
}

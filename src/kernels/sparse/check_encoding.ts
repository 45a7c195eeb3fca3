import type { Tensor } from "@tensorflow/tfjs";
import { formatShape } from "../../core/shape.ts";
import { checkTensors } from "../heap/check_tensors.ts";

/** The tensors of `sparseEncode`, before they are known to fit. */
interface EncodingTensors {
  readonly x: Tensor;
  readonly weight: Tensor;
  readonly bias: Tensor;
  readonly dead?: Tensor | undefined;
}

/** Its numbers and choices. */
interface EncodingChoices {
  readonly k: number;
  readonly rectified: boolean;
  readonly auxiliaryK?: number | undefined;
  readonly batch: boolean;
}

/** Checks what `sparseEncode` is given; throws the RangeError or TypeError that it names. */
export function checkEncoding(
  { x, weight, bias, dead }: EncodingTensors,
  { k, rectified, auxiliaryK, batch }: EncodingChoices,
): void {
  const action = "encode to a sparse code";
  const refuse = (why: string): never => {
    throw new RangeError(`Cannot ${action}: ${why}`);
  };
  for (const [name, tensor] of Object.entries({ x, weight, bias })) {
    checkTensors(action, { [name]: tensor });
  }
  if (x.rank !== 2 || weight.rank !== 2 || x.shape[1] !== weight.shape[1]) {
    refuse(
      `x has shape ${formatShape(x.shape)} and weight ${formatShape(weight.shape)}, ` +
        "expected two axes each, the last ones equal",
    );
  }
  const [size] = weight.shape;
  const checkVector = (name: string, { shape }: Tensor) => {
    if (shape.length !== 1 || shape[0] !== size) {
      refuse(`${name} has shape ${formatShape(shape)}, expected [${size}] as the weight has rows`);
    }
  };
  checkVector("bias", bias);
  if (!Number.isInteger(k) || k < 1 || k > size) {
    refuse(`k is ${k}, expected a whole number from 1 to ${size}`);
  }
  if (batch && !rectified) {
    refuse("a batch keeps values above 0 only, set rectified beside batch");
  }
  if (auxiliaryK !== undefined && (!Number.isInteger(auxiliaryK) || auxiliaryK < 1)) {
    refuse(`auxiliaryK is ${auxiliaryK}, expected a whole number from 1 on`);
  }
  if (dead === undefined) return;
  if (auxiliaryK === undefined) refuse("dead latents are given without auxiliaryK, give both");
  checkVector("dead", dead);
  if (dead.dtype !== "float32" && dead.dtype !== "int32") {
    throw new TypeError(
      `Cannot ${action}: dead is of type ${dead.dtype}, expected float32 or int32`,
    );
  }
}

import { VALUE_NAMES } from "../core/exported_model.ts";
import type { NdArray } from "../core/nd_array.ts";
import type { OrtRuntime, OrtSession, OrtTensor, OrtValues } from "./ort_runtime.ts";
import type { RunBatch } from "./run_batches.ts";

/** A tensor of the runtime. */
export function tensorOf(ort: OrtRuntime, { values, shape }: NdArray): OrtTensor {
  return new ort.Tensor("float32", values, shape);
}

/** Tensors for a session, and the classes of the batch where it reads them: only one half may. */
export function withLabels(
  taken: OrtValues,
  { ort, session, batch: { labels } }: {
    ort: OrtRuntime;
    session: OrtSession;
    batch: RunBatch;
  },
): OrtValues {
  const { label } = VALUE_NAMES;
  return labels && session.inputMetadata.some(({ name }) => name === label)
    ? { ...taken, [label]: tensorOf(ort, labels) }
    : taken;
}

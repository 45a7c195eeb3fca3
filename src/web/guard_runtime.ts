import type { OrtRuntime } from "../inference/mod.ts";
import { readModel } from "../onnx/mod.ts";

/** When a module is free again, by what makes its sessions. */
const lastJobs = new WeakMap<object, Promise<unknown>>();

/**
 * An ONNX Runtime that is handed no file before the bounded reader took it.
 *
 * What a page loads is not trusted, and the runtime allocates what a file asks for. `create` rejects
 * with a SyntaxError of one sentence for what the reader refuses.
 *
 * All sessions of a module share one memory, and two jobs at once damage it: each job waits for the
 * one before it, whichever model it is of.
 */
export function guardRuntime({ Tensor, InferenceSession }: OrtRuntime): OrtRuntime {
  const inTurn = <T>(job: () => Promise<T>): Promise<T> => {
    const next = (lastJobs.get(InferenceSession) ?? Promise.resolve()).then(job);
    lastJobs.set(InferenceSession, next.catch(() => {}));
    return next;
  };
  return {
    Tensor,
    InferenceSession: {
      async create(model, options) {
        readModel(model, "the model");
        const session = await inTurn(() => InferenceSession.create(model, options));
        return {
          inputMetadata: session.inputMetadata,
          outputMetadata: session.outputMetadata,
          run: (feeds) => inTurn(() => session.run(feeds)),
          release: () => inTurn(() => session.release()),
        };
      },
    },
  };
}

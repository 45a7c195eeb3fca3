import { createTurns } from "../../core/create_turns.ts";
import type { OrtRuntime } from "../../inference/mod.ts";
import { readModel } from "../../onnx/mod.ts";

/** The turns of a module, by what makes its sessions: the elements of a page share it. */
const turns = new WeakMap<object, ReturnType<typeof createTurns>>();

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
  const inTurn = turns.get(InferenceSession) ?? createTurns();
  turns.set(InferenceSession, inTurn);
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

import * as ort from "onnxruntime-web/wasm";
import type { OrtRuntime, OrtSession } from "../../../src/inference/mod.ts";
import { guardRuntime } from "../../../src/web/model/guard_runtime.ts";
import { lite } from "../../lite/lite.ts";

// As a page sets it up; what it says of bad files beside its errors would fill the screen.
ort.env.wasm.numThreads = 1;
ort.env.logLevel = "fatal";

/** The bytes that a session of the lite engine may hold. */
const LARGEST = 2 ** 30;

/** The lite engine, whose sessions are held to their memory. */
const watched: OrtRuntime = {
  Tensor: lite.Tensor,
  InferenceSession: {
    async create(model): Promise<OrtSession> {
      const session = await lite.InferenceSession.create(model);
      const held = () => {
        if (session.memorySize > LARGEST) throw new Error(`holds ${session.memorySize} bytes`);
      };
      held();
      const run = async (feeds: Parameters<typeof session.run>[0]) => {
        const outputs = await session.run(feeds);
        held();
        return outputs;
      };
      return { ...session, run };
    },
  },
};

/** Both engines of a page, with what it hands to them. */
export const engines: Readonly<Record<string, { runtime: OrtRuntime; session: object }>> = {
  lite: { runtime: watched, session: {} },
  wasm: {
    runtime: guardRuntime(ort),
    session: { executionProviders: ["wasm"], logSeverityLevel: 4 },
  },
};

/** The number of cases that a property tries: as many as FUZZ_RUNS says, for a long run by hand. */
export function runsOf(usual: number): number {
  return Number(Deno.env.get("FUZZ_RUNS") ?? usual);
}

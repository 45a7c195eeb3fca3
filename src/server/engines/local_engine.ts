import type { Engine, EngineOptions } from "./engine.ts";
import { openGraphs, type RunningGraphs } from "./open_graphs.ts";
import { openRuntime } from "./open_runtime.ts";

/** Opens runs in this thread, which does nothing else while they compute. Throws as `openGraphs` does. */
export async function startLocalEngine(
  { engine, runs, maxRows, threads }: EngineOptions,
): Promise<Engine> {
  const runtime = await openRuntime(engine, { threads });
  const running: RunningGraphs[] = [];
  const close = async () => {
    for (const each of running) await each.dispose();
  };
  try {
    for (const run of runs) running.push(await openGraphs(run, { runtime, maxRows }));
  } catch (error) {
    await close();
    throw engine === "webgpu" || engine === "cuda" ? ofProvider(error, engine) : error;
  }
  return {
    runs: running.map(({ opened }) => opened),
    isReady: true,
    async run(run, graph, rows) {
      const compute = running[run]?.run[graph];
      if (compute) return await compute(rows);
      throw new RangeError(`Cannot run the ${graph} of run ${run}: it has none`);
    },
    close,
  };
}

/** The sentence for a provider that this machine, or this build of ONNX Runtime, does not have. */
function ofProvider(error: unknown, engine: string): unknown {
  if (!(error instanceof Error) || !/was refused by the runtime/.test(error.message)) return error;
  return new Error(
    `Cannot serve with the engine ${engine}: ONNX Runtime could not start it on this machine; "--engine ` +
      `cpu" runs everywhere (${error.message.replace(/^.*refused by the runtime: /, "")})`,
    { cause: error },
  );
}

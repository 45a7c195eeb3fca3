import type { Engine, EngineOptions } from "./engine.ts";
import { startLocalEngine } from "./local_engine.ts";
import { packRows, unpackRows, type WorkerAnswer, type WorkerQuestion } from "./worker_messages.ts";

/** The end of a worker at which questions arrive. */
export interface QuestionPort {
  postMessage(answer: WorkerAnswer, transfer: ArrayBuffer[]): void;
}

/** Answers the questions of one port, each in its turn; `start` starts the engine. */
export function answerQuestions(
  port: QuestionPort,
  { start = startLocalEngine }: { start?: (options: EngineOptions) => Promise<Engine> } = {},
): (question: WorkerQuestion) => Promise<void> {
  let engine: Engine | undefined;
  return async (question) => {
    if (question.type === "open") {
      try {
        engine = await start(question.options);
        port.postMessage({ type: "opened", runs: engine.runs }, []);
      } catch (error) {
        port.postMessage({ type: "refused", message: messageOf(error) }, []);
      }
      return;
    }
    const { id, run, graph, rows } = question;
    try {
      if (!engine) throw new TypeError("Cannot run anything: nothing was opened");
      const { packed, memory } = packRows(await engine.run(run, graph, unpackRows(rows)));
      port.postMessage({ type: "ran", id, rows: packed }, memory);
    } catch (error) {
      port.postMessage({ type: "failed", id, message: messageOf(error) }, []);
    }
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

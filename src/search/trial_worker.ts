/**
 * The program of a thread that runs trials of a search, one after the other.
 *
 * @module
 */
import { parentPort, workerData } from "node:worker_threads";
import { useThreads } from "../host/processors.ts";
import { runTrial } from "./run_trial.ts";
import type { TrialAnswer, TrialQuestion, TrialSearch } from "./trial_messages.ts";

if (!parentPort) throw new TypeError("Cannot run trials: this program is for a thread of a search");
const port = parentPort, search: TrialSearch = workerData, controller = new AbortController();

// Trials run side by side, a thread each.
useThreads(1);

port.on("message", async (question: TrialQuestion) => {
  if (question.type === "stop") return controller.abort();
  const answer: TrialAnswer = await runTrial(search, question.task, controller.signal);
  port.postMessage(answer);
});

/** A thread that computes as the server's does, and dies of an input below 0. */
import { parentPort } from "node:worker_threads";
import { answerQuestions } from "../../../src/server/engines/answer_questions.ts";
import { unpackRows, type WorkerQuestion } from "../../../src/server/engines/worker_messages.ts";

const answer = answerQuestions(parentPort!);
parentPort!.on("message", (question: WorkerQuestion) => {
  if (question.type === "run") {
    const { input } = unpackRows(question.rows).values;
    if ((input as Float32Array).some((value) => value < 0)) Deno.exit(3);
  }
  void answer(question);
});

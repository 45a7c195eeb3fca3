/**
 * The program of the thread that computes, so that the server answers others meanwhile.
 *
 * @module
 */
import { parentPort } from "node:worker_threads";
import { answerQuestions } from "./answer_questions.ts";

if (!parentPort) throw new TypeError("Cannot compute: this program is for a thread of a server");
parentPort.on("message", answerQuestions(parentPort));

/**
 * The program of the thread that computes, so that the server answers others meanwhile.
 *
 * @module
 */
import { parentPort } from "node:worker_threads";
import { answerQuestions } from "./answer_questions.ts";

// A thread of Deno has the address of its file, whose origin is "null": onnxruntime-web takes that for one
// to load from, and fails. Where there is none it loads from beside itself.
Object.defineProperty(globalThis, "location", { value: undefined, configurable: true });

if (!parentPort) throw new TypeError("Cannot compute: this program is for a thread of a server");
parentPort.on("message", answerQuestions(parentPort));

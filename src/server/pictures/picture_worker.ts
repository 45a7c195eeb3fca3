/**
 * The program of the thread that unpacks pictures, so that a large one keeps nobody waiting.
 *
 * @module
 */
import { parentPort, workerData } from "node:worker_threads";
import { answerPictures } from "./answer_pictures.ts";
import type { PictureQuestion } from "./picture_messages.ts";

if (!parentPort) throw new TypeError("Cannot unpack: this program is for a thread of a server");
const port = parentPort, answer = answerPictures(workerData);
port.on("message", async (question: PictureQuestion) => {
  const answered = await answer(question);
  port.postMessage(answered, "values" in answered ? [answered.values] : []);
});

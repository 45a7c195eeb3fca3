/** A thread that unpacks as the server's does, and dies of a picture that begins with 99. */
import { parentPort, workerData } from "node:worker_threads";
import { decode } from "fast-png";
import { answerPictures } from "../../../src/server/pictures/answer_pictures.ts";
import type { PictureQuestion } from "../../../src/server/pictures/picture_messages.ts";

const answer = answerPictures(workerData);
parentPort!.on("message", async (question: PictureQuestion) => {
  const [[, file]] = question.pictures;
  if (decode(new Uint8Array(file)).data[0] === 99) Deno.exit(3);
  parentPort!.postMessage(await answer(question));
});

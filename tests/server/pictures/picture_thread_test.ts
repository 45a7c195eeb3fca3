import { assertEquals, assertMatch, assertObjectMatch, assertRejects } from "@std/assert";
import { encode } from "fast-png";
import { answerPictures } from "../../../src/server/pictures/answer_pictures.ts";
import { createPictureThread } from "../../../src/server/pictures/picture_thread.ts";
import { prepareInThread } from "../../../src/server/pictures/prepare_in_thread.ts";
import { createPreprocessor, parseRunPreprocessor } from "../../../src/preprocessing/mod.ts";

const file = JSON.stringify({
  ...{ kind: "image", inputShape: [2, 2, 1], bytesScale: 1 / 255, numbers: "bytes" },
});
const config = parseRunPreprocessor(file, "preprocessor_config.json");
const png = (...data: number[]) =>
  encode({ width: 2, height: 2, data: Uint8Array.from(data), channels: 1, depth: 8 });
const preprocessor = createPreprocessor(new TextEncoder().encode(file));

Deno.test("a thread prepares pictures as this one does, among examples of other kinds", async () => {
  const thread = createPictureThread(["", file].slice(1));
  const { prepare } = prepareInThread(preprocessor, { config, thread, run: 0 });
  try {
    const examples = [png(0, 255, 51, 102), [255, 0, 255, 0], png(1, 2, 3, 4)];
    assertEquals(await prepare(examples), await preprocessor.prepare(examples));
    await assertRejects(
      () => prepare([[0, 0, 0, 0], Uint8Array.of(1, 2, 3)]),
      Error,
      "Cannot read example 2 as a picture",
    );
    await assertRejects(
      () => prepare([png(1, 2, 3, 4), [1]]),
      Error,
      "example 2: it has 1 numbers",
    );
  } finally {
    await thread.close();
  }
});

Deno.test("more pictures than may wait are refused, and those that wait have their answers", async () => {
  const thread = createPictureThread([file]), one = [[1, png(1, 2, 3, 4)]] as const;
  try {
    const all = await Promise.allSettled(Array.from({ length: 70 }, () => thread.prepare(0, one)));
    const refused = all.filter(({ status }) => status === "rejected");
    assertEquals([all.length - refused.length, refused.length], [64, 6]);
    await assertRejects(
      () => Promise.all(Array.from({ length: 70 }, () => thread.prepare(0, one))),
      Error,
      "Cannot unpack the picture: too many wait already; try again in a second",
    );
  } finally {
    await thread.close();
  }
});

Deno.test("a thread that dies is replaced when the next picture comes", async () => {
  const program = new URL("./dying_pictures.ts", import.meta.url);
  const thread = createPictureThread([file], { program });
  try {
    const ask = (first: number) => thread.prepare(0, [[1, png(first, 2, 3, 4)]]);
    await ask(1);
    await assertRejects(() => ask(99), Error, "what unpacks it has just ended");
    assertEquals((await ask(51))[0], Math.fround(51 / 255));
  } finally {
    await thread.close();
  }
});

Deno.test("what cannot be unpacked is said with the number of its example", async () => {
  const answer = answerPictures([file]);
  const pictures = [[7, Uint8Array.of(1).buffer]] as const;
  const said = await answer({ id: 3, run: 0, pictures });
  assertObjectMatch(said, { id: 3, name: "SyntaxError" });
  assertMatch(Object(said).message, /^Cannot read example 7 as a picture/);
});

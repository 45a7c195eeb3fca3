import { assert, assertEquals, assertRejects } from "@std/assert";
import { type Answer, createAnswers } from "../../../src/web/search/answer_questions.ts";
import type { SearchIndex } from "../../../src/web/search/search_index.ts";

/** An index that says what it was asked, and finds its items in their order. */
function fake(kind: "images" | "texts" | "table") {
  const asked: unknown[] = [];
  const found = (count: number) =>
    Array.from({ length: count }, (_, item) => ({ item, distance: item / 2 }));
  const index = {
    index: { kind },
    byCode: (code: Float32Array, { count, words }: { count: number; words?: Float32Array }) => {
      asked.push([...code], words && [...words]);
      return found(count);
    },
    byItem: (item: number, { count }: { count: number }) => {
      asked.push(item);
      return found(count);
    },
    itemsAt: (places: readonly number[]) => Promise.resolve(places.map((at) => ({ id: `n${at}` }))),
  } as unknown as SearchIndex;
  return { index, asked };
}

/** An answer that is no refusal. */
function found(answer: Answer): Exclude<Answer, { refusal: string }> {
  if (answer.refusal === undefined) return answer;
  throw new Error(answer.refusal);
}

const encode = (values: Float32Array) =>
  Promise.resolve(values.slice(0, 1) as Float32Array<ArrayBuffer>);

Deno.test("an input is encoded, and what is near to its code is listed with its names", async () => {
  const { index, asked } = fake("images"), answer = createAnswers({ index, encode });
  const { milliseconds, ...rest } = found(
    await answer({ by: "input", values: Float32Array.of(3, 4) }, 2),
  );
  assert(milliseconds >= 0);
  assertEquals([rest, asked], [
    { found: [{ id: "n0", item: 0, distance: 0 }, { id: "n1", item: 1, distance: 0.5 }] },
    [[3], undefined],
  ] as unknown[]);
});

Deno.test("an item is asked by itself, and named beside what is like it", async () => {
  const { index, asked } = fake("table"), answer = createAnswers({ index, encode });
  const { found: near, asked: item } = found(await answer({ by: "item", item: 9 }, 1));
  assertEquals([near.length, item?.id, asked], [1, "n9", [9]] as unknown[]);
});

Deno.test("a text is looked for by its code and its words, and of unknown words it is said", async () => {
  const { index, asked } = fake("texts");
  const prepareText = (text: string) => ({
    values: Float32Array.of(text.length, 1),
    ...(text.includes("zz") && { remark: "Left out of the query: zz." }),
    ...(text === "" && { refusal: "with an empty text: expected words" }),
  });
  const answer = createAnswers({ index, encode, prepareText });
  const { remark } = found(await answer({ by: "text", text: "a zz" }, 1));
  assertEquals([remark, asked], ["Left out of the query: zz.", [[4], [4, 1]]] as unknown[]);
  assertEquals(await answer({ by: "text", text: "" }, 1), {
    refusal: "Cannot search with an empty text: expected words.",
  });
  const without = createAnswers({ index, encode });
  await assertRejects(() => without({ by: "text", text: "a" }, 1), TypeError, "counts no words");
});

Deno.test("a picture of one colour is nothing to look for, a row of equal numbers is", async () => {
  const values = new Float32Array(4);
  const images = createAnswers({ ...fake("images"), encode });
  assertEquals(await images({ by: "input", values }, 1), {
    refusal: "Cannot search with an empty picture: draw something, or choose one.",
  });
  const rows = createAnswers({ ...fake("table"), encode });
  assertEquals((await rows({ by: "input", values }, 1)).refusal, undefined);
});

import type { CollectionItem } from "../../retrieval/mod.ts";
import type { PreparedText } from "./prepare_text.ts";
import type { SearchIndex } from "./search_index.ts";

/** The question of a visitor: an input that was given, a text that was typed, or an item of the index. */
export type Question =
  | { readonly by: "input"; readonly values: Float32Array<ArrayBuffer> }
  | { readonly by: "text"; readonly text: string }
  | { readonly by: "item"; readonly item: number };

/** An item as a list shows it. */
export interface ListedItem extends CollectionItem {
  /** Its place among the items, from 0. */
  readonly item: number;
  readonly distance: number;
}

/** The items that a question found. */
export interface Found {
  readonly refusal?: undefined;
  /** From near to far. */
  readonly found: readonly ListedItem[];
  /** The item that was asked by. */
  readonly asked?: CollectionItem;
  /** A sentence on the question. */
  readonly remark?: string;
  /** The time that the search alone took. */
  readonly milliseconds: number;
}

/** The answer to a question; `refusal` is a sentence on one that has none. */
export type Answer = { readonly refusal: string } | Found;

/** The means of answering. */
export interface AnswerOptions {
  readonly index: SearchIndex;
  /** The code of an input. */
  readonly encode: (values: Float32Array<ArrayBuffer>) => Promise<Float32Array<ArrayBuffer>>;
  /** The input that a text is. */
  readonly prepareText?: ((text: string) => PreparedText) | undefined;
}

/** Answers questions; rejects with an Error, one sentence, for what cannot be run or read. */
export function createAnswers(
  { index, encode, prepareText }: AnswerOptions,
): (question: Question, count: number) => Promise<Answer> {
  const { index: { kind } } = index;
  const askOf = async (question: Question): Promise<Ask | { refusal: string }> => {
    if (question.by === "item") {
      return { run: (count) => index.byItem(question.item, { count }) };
    }
    if (question.by === "input") {
      const { values } = question;
      if (kind === "images" && isBlank(values)) {
        return { refusal: "Cannot search with an empty picture: draw something, or choose one." };
      }
      const code = await encode(values);
      return { run: (count) => index.byCode(code, { count }) };
    }
    if (!prepareText) throw new TypeError("Cannot search with a text: the model counts no words");
    const { values, refusal, remark } = prepareText(question.text);
    if (refusal !== undefined) return { refusal: `Cannot search ${refusal}.` };
    const code = await encode(values);
    return {
      run: (count) => index.byCode(code, { count, words: values }),
      ...(remark !== undefined && { remark }),
    };
  };
  return async (question, count) => {
    const ask = await askOf(question);
    if ("refusal" in ask) return ask;
    const start = performance.now(), found = ask.run(count);
    const milliseconds = performance.now() - start;
    const places = found.map(({ item }) => item);
    const items = await index.itemsAt(question.by === "item" ? [...places, question.item] : places);
    return {
      found: found.map((each, i) => ({ ...items[i], ...each })),
      ...(question.by === "item" && { asked: items[places.length] }),
      ...(ask.remark !== undefined && { remark: ask.remark }),
      milliseconds,
    };
  };
}

/** A question whose code is known. */
interface Ask {
  readonly run: (count: number) => { item: number; distance: number }[];
  readonly remark?: string;
}

/** True for a picture of one colour. */
function isBlank(values: Float32Array): boolean {
  return values.every((value) => value === values[0]);
}

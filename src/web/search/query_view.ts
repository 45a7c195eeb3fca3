import type { CollectionItem } from "../../retrieval/mod.ts";
import { createElement } from "../controls/create_element.ts";
import type { ExampleView } from "../picture/example_view.ts";
import type { Thumbnails } from "../picture/thumbnails.ts";
import type { Question } from "./answer_questions.ts";
import { nameOf } from "./item_words.ts";
import { createThumbnail } from "./result_list.ts";

/** The question that was answered, beside its answer. */
export interface QueryView {
  readonly root: HTMLElement;
  /** Shows a question, and the item that it was asked by. */
  show(question: Question, asked?: CollectionItem): void;
  /** Draws the picture of the item again. */
  redraw(): void;
}

/** Makes a view of questions; `view` shows inputs that are images. */
export function createQueryView(
  { thumbnails, view }: {
    readonly thumbnails?: Thumbnails | undefined;
    readonly view?: ExampleView | undefined;
  },
): QueryView {
  const picture = thumbnails && createThumbnail(thumbnails);
  const words = createElement("p", { part: "query-words" });
  const show: QueryView["show"] = (question, asked) => {
    const { by } = question;
    if (picture) picture.root.hidden = by !== "item";
    if (view) view.root.hidden = by !== "input";
    if (by === "item") {
      picture?.show(question.item);
      const { label, text } = asked ?? {};
      words.textContent = [
        asked && nameOf(asked),
        label,
        text && `“${text}”`,
      ].filter((each) => each).join(", ");
    } else if (by === "input") {
      view?.show(question.values, { label: "What the model sees" });
      words.textContent = view ? "What the model sees" : "The row that was given";
    } else {
      words.textContent = `“${question.text.trim()}”`;
    }
  };
  return {
    root: createElement("section", {
      part: "query",
      attributes: { "aria-label": "The query" },
      children: [
        createElement("h3", { part: "stage-title", text: "Looked for" }),
        ...picture ? [picture.root] : [],
        ...view ? [view.root] : [],
        words,
      ],
    }),
    show,
    redraw: () => picture?.redraw(),
  };
}

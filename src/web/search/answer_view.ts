import { createElement } from "../controls/create_element.ts";
import type { ExampleView } from "../picture/example_view.ts";
import { createThumbnails } from "../picture/thumbnails.ts";
import type { Found, Question } from "./answer_questions.ts";
import type { IndexFolder } from "./index_folder.ts";
import { announcedWords, foundWords, nameOf } from "./item_words.ts";
import { sheetPath } from "./page_index.ts";
import { createQueryView } from "./query_view.ts";
import { createResultList } from "./result_list.ts";
import { type SearchIndex, SHORTLIST } from "./search_index.ts";

/** The sheets of thumbnails that stay in memory. */
const MOST_SHEETS = 64;

/** The time that a hand must rest before what was found is said, in milliseconds. */
const REST = 800;

/** A question beside what was found, and how. */
export interface AnswerView {
  readonly root: HTMLElement;
  show(question: Question, found: Found): void;
}

/** The index that answers, and the callbacks of its view. */
export interface AnswerViewOptions {
  readonly index: SearchIndex;
  readonly folder: IndexFolder;
  /** Shows inputs that are images. */
  readonly view?: ExampleView | undefined;
  /** A visitor wants to see what is like an item. */
  readonly onChoose: (item: number) => void;
  readonly onError: (error: unknown) => void;
}

/** Makes a view that shows no answer yet. */
export function createAnswerView(
  { index: { index, isByWords }, folder, view, onChoose, onError }: AnswerViewOptions,
): AnswerView {
  const { codes, count, thumbnails: layout } = index, comparison = { codes, isByWords };
  const thumbnails = layout && createThumbnails(layout, {
    read: (sheet) => folder.fetch(sheetPath(sheet)),
    onReady() {
      list.redraw();
      query.redraw();
    },
    onError,
    most: MOST_SHEETS,
  });
  const query = createQueryView({ thumbnails, view });
  const list = createResultList({ comparison, thumbnails, onChoose });
  const caption = createElement("p", { part: "note" });
  const live = createElement("p", { part: "hidden", attributes: { role: "status" } });
  let announcement: ReturnType<typeof setTimeout> | undefined;
  return {
    root: createElement("div", {
      part: "answer",
      children: [
        query.root,
        createElement("section", {
          part: "nearest",
          attributes: { "aria-label": "What is nearest" },
          children: [
            createElement("h3", { part: "stage-title", text: "Nearest" }),
            list.root,
            caption,
          ],
        }),
        live,
      ],
    }),
    show(question, { found, asked, milliseconds }) {
      query.show(question, asked);
      list.show(found);
      const counts = { found: found.length, count, shortlist: SHORTLIST };
      caption.textContent = `${foundWords(counts, comparison)}, in ${milliseconds.toFixed(1)} ms`;
      const names = found.map((each) => ({ name: nameOf(each), label: each.label }));
      // A stroke changes it many times: it is said once the hand rests.
      clearTimeout(announcement);
      announcement = setTimeout(() => live.textContent = announcedWords(names), REST);
    },
  };
}

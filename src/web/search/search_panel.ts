import { createRng } from "../../core/rng.ts";
import { createElement } from "../controls/create_element.ts";
import { createLatest } from "../model/latest.ts";
import { createAnswers, type Question } from "./answer_questions.ts";
import { createAnswerView } from "./answer_view.ts";
import type { IndexFolder } from "./index_folder.ts";
import type { PreparedText } from "./prepare_text.ts";
import type { SearchIndex } from "./search_index.ts";
import type { SearchPanel, SearchParts } from "./search_parts.ts";
import { createTextField } from "./text_field.ts";

/** The numbers of items that are found, the first unless a visitor chooses. */
const COUNTS = [12, 24, 60] as const;

/** An index that is open, and what it was opened from. */
export interface SearchPanelOptions {
  readonly parts: SearchParts;
  readonly folder: IndexFolder;
  readonly index: SearchIndex;
  /** The input that a text is, of texts. */
  readonly prepareText?: ((text: string) => PreparedText) | undefined;
}

/** Makes the panel of an index: what one gives beside what is found. */
export function createSearchPanel(
  { parts, folder, index, prepareText }: SearchPanelOptions,
): SearchPanel {
  const { kind, count: all } = index.index, rng = createRng(0);
  const { encode, onError, onFound } = parts;
  const answer = createAnswers({ index, encode, prepareText });
  const said = createElement("p", { part: "status", attributes: { role: "status" } });
  const shown = createAnswerView({
    ...{ index, folder, onError },
    view: kind === "images" ? parts.view() : undefined,
    onChoose: (item) => ask({ by: "item", item }),
  });
  let count: number = COUNTS[0], last: Question = { by: "item", item: 0 };
  const follow = createLatest(async (question: Question) => {
    const given = await answer(question, count);
    said.textContent = given.refusal ?? given.remark ?? "";
    said.classList.toggle("is-remark", given.refusal === undefined);
    if (given.refusal === undefined) shown.show(question, given);
    onFound();
  }, onError);
  const ask = (question: Question): void => {
    last = question;
    follow(question);
  };

  const inputs = kind === "texts"
    ? undefined
    : parts.createInputs(({ values }) => ask({ by: "input", values }));
  const tools = createElement("div", {
    part: "search-tools",
    children: [
      anyButton(() => ask({ by: "item", item: rng.integer(all) })),
      countChoice((chosen) => {
        count = chosen;
        ask(last);
      }),
    ],
  });
  const root = createElement("div", {
    part: "panel",
    attributes: { role: "group", "aria-label": "Search" },
    children: [
      createElement("div", {
        part: "inputs",
        children: [
          inputs?.root ?? createTextField((text) => ask({ by: "text", text })),
          tools,
          said,
        ],
      }),
      shown.root,
    ],
  });
  inputs?.listen?.(root);
  return { root, start: () => follow(last) };
}

/** A button that asks for what is like an item at random, so that one can look around. */
function anyButton(click: () => void): HTMLElement {
  return createElement("button", {
    part: "button",
    text: "Any item",
    attributes: { type: "button" },
    on: { click },
  });
}

function countChoice(onCount: (count: number) => void): HTMLElement {
  const select = createElement("select", {
    children: COUNTS.map((count) =>
      createElement("option", { text: String(count), attributes: { value: count } })
    ),
    on: { change: () => onCount(Number(select.value)) },
  });
  return createElement("label", {
    part: "class-choice",
    children: [createElement("span", { text: "Show" }), select],
  });
}

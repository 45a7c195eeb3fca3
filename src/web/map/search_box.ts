import { createElement } from "../controls/create_element.ts";
import { countOf } from "./items/item_facts.ts";
import { createItemSearch } from "./items/match_items.ts";
import type { MapSession } from "./map_session.ts";

/** The callbacks of a search. */
export interface SearchBoxOptions {
  /** A visitor goes to an item that was found. */
  readonly onGo: (item: number) => void;
}

/** Makes the field that finds items by name or text: what it finds stands out, Enter goes to the next. */
export function createSearchBox(
  session: MapSession,
  { onGo }: SearchBoxOptions,
): { readonly root: HTMLElement } {
  const { collection } = session, search = createItemSearch(collection);
  const said = createElement("output", { part: "search-said", attributes: { for: "map-search" } });
  let found: readonly number[] | undefined, at = -1;
  const find = (): void => {
    found = search.find(field.value);
    at = -1;
    session.match(found);
    said.textContent = found === undefined ? "" : `${countOf(found.length)} found`;
  };
  const go = (step: 1 | -1): void => {
    const there = (found ?? []).filter(session.isShown);
    if (there.length === 0) return;
    at = at < 0 && step < 0 ? there.length - 1 : (at + step + there.length) % there.length;
    said.textContent = `${at + 1} of ${countOf(there.length)} found: ${
      collection.names[there[at]]
    }`;
    onGo(there[at]);
  };
  const field = createElement("input", {
    attributes: {
      id: "map-search",
      type: "search",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: collection.texts ? "Name or text" : "Name",
    },
    on: {
      input: find,
      keydown(event) {
        const { key, shiftKey } = event as KeyboardEvent;
        if (key === "Enter") go(shiftKey ? -1 : 1);
        if (key !== "Escape" || field.value === "") return;
        field.value = "";
        find();
      },
    },
  });
  const label = createElement("label", { text: "Search " });
  label.append(field);
  return { root: createElement("div", { part: "search", children: [label, said] }) };
}

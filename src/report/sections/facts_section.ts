import { type Content, element } from "../../plots/element.ts";
import type { Report } from "./report.ts";

/** Where the model comes from, fact by fact. */
export function factsSection({ facts }: Report): Content {
  if (facts.length === 0) return [];
  const lines = facts.map(({ name, value }) =>
    element(
      "div",
      {},
      element("dt", {}, name),
      element("dd", {}, typeof value === "number" ? value.toLocaleString("en") : value),
    )
  );
  return element("section", {}, element("h2", {}, "Facts"), element("dl", {}, lines));
}

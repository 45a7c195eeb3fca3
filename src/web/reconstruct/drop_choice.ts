import { createElement } from "../controls/create_element.ts";

/** The greatest share of pixels that can be dropped. */
export const MOST_DROPPED = 0.9;

/** A choice of the share of pixels that are dropped, from `share` on; `onShare` takes each by hand. */
export function createDropChoice(
  { share, onShare }: { share: number; onShare: (share: number) => void },
): HTMLElement {
  const told = createElement("output");
  const range = createElement("input", {
    attributes: { type: "range", min: 0, max: 100 * MOST_DROPPED, step: 5, value: 100 * share },
    on: {
      input() {
        tell();
        onShare(Number(range.value) / 100);
      },
    },
  });
  const tell = () => {
    told.textContent = `${range.value} %`;
    range.setAttribute("aria-valuetext", `${range.value} percent`);
  };
  tell();
  return createElement("label", {
    part: "noise",
    children: [createElement("span", { text: "Drop pixels" }), range, told],
  });
}

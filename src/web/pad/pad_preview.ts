import { createElement } from "../controls/create_element.ts";
import { createLatest } from "../model/latest.ts";
import type { PadPlace } from "./pad_geometry.ts";

/** The training code under the pointer. */
export interface PreviewedCode {
  /** The index of the training code. */
  readonly point: number;
  readonly code: Float32Array;
  /** Its place on the pad. */
  readonly place: PadPlace;
  /** The name of its class. */
  readonly className?: string | undefined;
}

/** A small picture beside the pointer of what is decoded from a training code. */
export interface PadPreview {
  readonly root: HTMLElement;
  /** Shows a code as soon as it is decoded, and hides for nothing. */
  show(previewed: PreviewedCode | undefined): void;
}

/** Draws the code pointed at; while one is decoded, of those that follow only the last is asked for. */
export function createPadPreview(
  thumbnail: (code: Float32Array) => Promise<HTMLElement>,
): PadPreview {
  const picture = createElement("div", { part: "preview-picture" });
  const name = createElement("div", { part: "preview-name" });
  const root = createElement("div", {
    part: "preview",
    // What it says is at hand for others at the legend and in the text of the pad.
    attributes: { "aria-hidden": "true", hidden: true },
    children: [
      createElement("div", { part: "preview-mark" }),
      createElement("div", { part: "preview-card", children: [picture, name] }),
    ],
  });
  let shown: number | undefined;
  const draw = createLatest(async ({ point, code, place, className = "" }: PreviewedCode) => {
    const drawn = await thumbnail(code);
    if (point !== shown) return;
    const [right, down] = place;
    picture.replaceChildren(drawn);
    name.textContent = className;
    name.hidden = className === "";
    root.style.setProperty("--x", String(right));
    root.style.setProperty("--y", String(down));
    root.classList.toggle("is-left", right > 0.6);
    root.classList.toggle("is-below", down < 0.3);
    root.hidden = false;
  });
  const show = (previewed: PreviewedCode | undefined): void => {
    if (previewed?.point === shown) return;
    shown = previewed?.point;
    if (previewed) draw(previewed);
    else root.hidden = true;
  };
  return { root, show };
}

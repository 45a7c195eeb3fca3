import { createElement } from "../controls/create_element.ts";

/** A walk along codes: it goes by itself, and a visitor may take it forth and back. */
export interface Walk {
  /** The slider that says how far it is; hidden before the first walk. */
  readonly root: HTMLElement;
  /** Walks along codes from the first to the last. */
  start(codes: readonly Float32Array<ArrayBuffer>[]): void;
  /** Stays where it is. */
  stop(): void;
}

/** The duration of a walk, in milliseconds. */
const DURATION = 2500;

/** Makes a walk that has nowhere to go yet. */
export function createWalk(
  { onCode }: { onCode: (code: Float32Array<ArrayBuffer>) => void },
): Walk {
  let codes: readonly Float32Array<ArrayBuffer>[] = [], frame = 0;
  const slider = createElement("input", {
    attributes: { type: "range", min: 0, step: 1, "aria-label": "Between two codes" },
    on: {
      input: () => {
        cancelAnimationFrame(frame);
        go(Number(slider.value));
      },
    },
  });
  const root = createElement("div", {
    part: "walk",
    attributes: { hidden: true },
    children: [createElement("span", { text: "A" }), slider, createElement("span", { text: "B" })],
  });
  const go = (step: number) => {
    slider.value = String(step);
    const percent = Math.round(100 * step / (codes.length - 1));
    slider.setAttribute(
      "aria-valuetext",
      `${percent} % of the way from the first code to the second`,
    );
    onCode(codes[step]);
  };
  return {
    root,
    start(along) {
      cancelAnimationFrame(frame);
      codes = along;
      slider.max = String(codes.length - 1);
      root.hidden = false;
      if (matchMedia("(prefers-reduced-motion: reduce)").matches) return go(codes.length - 1);
      const begin = performance.now();
      const advance = (now: number) => {
        const share = Math.min(1, Math.max(0, now - begin) / DURATION);
        go(Math.round(share * (codes.length - 1)));
        if (share < 1) frame = requestAnimationFrame(advance);
      };
      frame = requestAnimationFrame(advance);
    },
    stop() {
      cancelAnimationFrame(frame);
    },
  };
}

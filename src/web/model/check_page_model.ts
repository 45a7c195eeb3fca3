import { formatShape, type Shape, sizeOf } from "../../core/shape.ts";
import { tile } from "../../plots/tile.ts";
import { codeLayout } from "./code_layout.ts";

/** The parts that a page makes room for: canvases of inputs and codes, and options of a choice. */
interface Shown {
  readonly inputShape: Shape;
  readonly codeShape: Shape;
  readonly classes?: number;
}

/** No browser has canvases of longer sides. */
const LONGEST_SIDE = 2 ** 14;
/** The smallest limit of canvases that a browser has, in pixels. */
const MOST_PIXELS = 2 ** 24;
/** More options than these nobody finds his way in. */
const MOST_CLASSES = 2 ** 14;

/** Throws a RangeError for a model of which a page cannot show what it says of itself. */
export function checkPageModel({ inputShape, codeShape, classes = 0 }: Shown): void {
  checkCanvas("inputs", inputShape, tile);
  checkCanvas("codes", codeShape, codeLayout);
  if (classes <= MOST_CLASSES) return;
  throw new RangeError(
    `Cannot show a model of ${classes} classes: a page shows ${MOST_CLASSES} at most`,
  );
}

function checkCanvas(
  what: string,
  shape: Shape,
  layoutOf: (shape: Shape) => { width: number; height: number },
): void {
  if (sizeOf(shape) <= MOST_PIXELS) {
    const { width, height } = layoutOf(shape);
    if (Math.max(width, height) <= LONGEST_SIDE && width * height <= MOST_PIXELS) return;
  }
  throw new RangeError(
    `Cannot show a model of ${what} ${formatShape(shape)}: a page has room for ${MOST_PIXELS} ` +
      `values and sides of ${LONGEST_SIDE}`,
  );
}

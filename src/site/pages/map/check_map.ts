import { oneLine } from "../../../core/one_line.ts";
import type { MapLabels, MapPageInput, MapThumbnails } from "./map_page_input.ts";

/** The longest side of a thumbnail, and the most pixels of all: a page holds four bytes for each. */
const LONGEST_SIDE = 64, MOST_PIXELS = 2 ** 28;

/** Throws a RangeError of one sentence for a map that cannot be shown. */
export function checkMap({ maps, names, texts, labels, columns, thumbnails }: MapPageInput): void {
  const count = names.length;
  if (count === 0) refuse("it has no items");
  if (maps.length < 1 || maps.length > 2) refuse(`expected one map or two, got ${maps.length}`);
  for (const { name, positions, marks = [] } of maps) {
    const lost = marks.find(({ x, y }) => !Number.isFinite(x) || !Number.isFinite(y));
    if (lost) refuse(`expected a finite place of ${quoted(lost.name)}, got ${lost.x}, ${lost.y}`);
    const what = `positions [${count}, 2] of ${quoted(name)}`;
    if (positions.length !== 2 * count) {
      refuse(`expected ${what}, got ${positions.length} values`);
    }
    const strange = positions.findIndex((value) => !Number.isFinite(value));
    if (strange >= 0) {
      refuse(`expected finite ${what}, got ${positions[strange]} for ${strange >> 1}`);
    }
  }
  checkCount("texts", texts, count);
  checkCount("labels", labels?.classes, count);
  for (const [name, values] of Object.entries(columns ?? {})) {
    checkCount(`values of ${quoted(name)}`, values, count);
  }
  if (labels) checkLabels(labels);
  if (thumbnails) checkThumbnails(thumbnails, count);
}

function checkCount(
  what: string,
  values: { readonly length: number } | undefined,
  count: number,
): void {
  if (values === undefined || values.length === count) return;
  refuse(`expected ${count} ${what}, one for each item, got ${values.length}`);
}

function checkLabels({ classes, classNames }: MapLabels): void {
  const end = classNames?.length ?? 2 ** 31;
  const strange = Array.from(classes).find((each) =>
    !Number.isInteger(each) || each < -1 || each >= end
  );
  if (strange === undefined) return;
  refuse(
    `expected labels that are whole numbers from −1 (no class)${
      classNames ? ` to ${end - 1}` : ""
    }, got ${strange}`,
  );
}

function checkThumbnails({ shape, values }: MapThumbnails, count: number): void {
  const [items, height, width, channels] = shape;
  const isSide = (side: number) => Number.isInteger(side) && side >= 1 && side <= LONGEST_SIDE;
  const isKnown = shape.length === 4 && items === count && isSide(height) && isSide(width) &&
    (channels === 1 || channels === 3);
  if (!isKnown) {
    refuse(
      `expected thumbnails [${count}, height, width, channels] of at most ${LONGEST_SIDE} × ` +
        `${LONGEST_SIDE} pixels and 1 or 3 channels, got [${shape.join(", ")}]`,
    );
  }
  if (values.length !== count * height * width * channels) {
    refuse(
      `expected ${count * height * width * channels} bytes of thumbnails, got ${values.length}`,
    );
  }
  if (count * height * width > MOST_PIXELS) {
    refuse(
      `its thumbnails have ${count * height * width} pixels, of which a page can hold ` +
        `${MOST_PIXELS}; make them smaller`,
    );
  }
}

function quoted(name: string): string {
  return JSON.stringify(oneLine(name, { longest: 60 }));
}

function refuse(why: string): never {
  throw new RangeError(`Cannot draw a map: ${why}`);
}

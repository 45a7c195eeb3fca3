import type { PageFigures } from "./page_figures.ts";

/** The figures of pages as Markdown: two tables and some lines. */
export function pageTables(figures: readonly PageFigures[]): string[] {
  const lines: string[] = [], loads: string[] = [], decodes: string[] = [];
  for (const each of figures) {
    if (each.kind === "line") lines.push(each.text);
    else if (each.kind === "load") {
      const { contentLoaded, pageLoad, elementLoad, firstImage, imageAfterLoad, bytes } =
        each.times;
      const times = [contentLoaded, pageLoad, elementLoad, firstImage, imageAfterLoad];
      const cells = [
        each.model,
        each.cache,
        ...times.map((time) => time.toFixed(0)),
        (bytes / 1000).toFixed(0),
      ];
      loads.push(row(cells));
    } else {
      const { model, lite, wasm, webgpu } = each;
      const ratio = lite === undefined || wasm === undefined ? undefined : lite / wasm;
      decodes.push(row([
        model,
        ...[lite, wasm, webgpu, ratio].map((value) => value?.toPrecision(2) ?? ""),
      ]));
    }
  }
  if (loads.length > 0) {
    lines.push(
      "",
      "| page | cache | document, ms | page's load | element's load | first image | image after page's load | KB |",
      "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
      ...loads,
    );
  }
  if (decodes.length > 0) {
    lines.push(
      "",
      "| decode one code | lite, ms | wasm, ms | webgpu in software, ms | lite / wasm |",
      "| --- | ---: | ---: | ---: | ---: |",
      ...decodes,
    );
  }
  return lines;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

import type { Shape } from "../../core/shape.ts";
import { type Content, element } from "../element.ts";
import type { Report } from "../report.ts";
import { sheetFigure } from "./sheet_figure.ts";

/** Further images under one title. */
export interface ReportSheet {
  readonly title: string;
  readonly caption: string;
  /** [N, …shape] */
  readonly images: Float32Array;
  /** `[H, W]` or `[H, W, K]`: 3 channels are colours, other numbers have a tile for each. */
  readonly shape: Shape;
  /** As many as fill the page evenly, unless given. */
  readonly columns?: number;
  /**
   * True draws zero mid grey and scales each image on its own, false draws 0 black and 1 white: true
   * where a value is negative, unless given.
   */
  readonly isSigned?: boolean;
}

/** Whatever else a report has to show as images. */
export function sheetsSection({ sheets = [] }: Report): Content {
  if (sheets.length === 0) return [];
  const figures = sheets.map((sheet) =>
    sheetFigure({ ...sheet, isSigned: sheet.isSigned ?? sheet.images.some((value) => value < 0) })
  );
  return element("section", {}, element("h2", {}, "Images"), figures);
}

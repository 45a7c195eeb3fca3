import type { Shape } from "../../core/shape.ts";
import { type Content, element } from "../../plots/element.ts";
import type { Report } from "./report.ts";
import { sheetFigure } from "./sheet_figure.ts";

/** Further images under one title. */
export interface ReportSheet {
  /** The heading that it stands under, with others of the same: "Images" unless given. */
  readonly section?: string;
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

/** The heading of sheets that name none. */
const SECTION = "Images";

/** Whatever else a report has to show as images, a section for each heading. */
export function sheetsSection({ sheets = [] }: Report): Content {
  const headings = [...new Set(sheets.map(({ section = SECTION }) => section))];
  return headings.map((heading) =>
    element(
      "section",
      {},
      element("h2", {}, heading),
      sheets.filter(({ section = SECTION }) => section === heading).map((sheet) =>
        sheetFigure({ ...sheet, isSigned: sheet.isSigned ?? sheet.images.some((v) => v < 0) })
      ),
    )
  );
}

import type { Shape } from "../../core/shape.ts";
import { type Content, element } from "../../plots/element.ts";
import type { Report } from "./report.ts";
import { sheetFigure } from "./sheet_figure.ts";

/** Filters or dictionary atoms to show as images. */
export interface ReportWeights {
  /** Where they come from, such as `encoder.0.weight`. */
  readonly title: string;
  readonly caption?: string;
  /** [N, …shape], about 256 images at most, or tiles where each channel has its own. */
  readonly images: Float32Array;
  /** `[H, W]` or `[H, W, K]`: 3 channels are colours, other numbers have a tile for each. */
  readonly shape: Shape;
}

/** The model's filters and atoms as images around mid grey. */
export function weightsSection({ weights = [] }: Report): Content {
  if (weights.length === 0) return [];
  const figures = weights.map((sheet) => sheetFigure({ ...sheet, isSigned: true }));
  return element("section", {}, element("h2", {}, "Weights"), figures);
}

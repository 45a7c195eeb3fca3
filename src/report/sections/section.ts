import type { Content } from "../../plots/element.ts";
import type { ReportContext } from "./report_context.ts";

/** A section of a report: what it gathers of a run, and how it draws that. */
export interface Section<Data> {
  /** Its heading. */
  readonly title: string;
  /** Its place on the page, the smallest first. */
  readonly place: number;
  /** Gathers what there is to show of a run; undefined where that is nothing. */
  gather(context: ReportContext): Data | undefined | Promise<Data | undefined>;
  /** Draws what was gathered, and looks at nothing else; throws a RangeError where sizes do not fit. */
  draw(data: Data): Content;
}

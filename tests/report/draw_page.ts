import { renderPage } from "../../src/report/markup/page.ts";
import { drawSections, type ReportData } from "../../src/report/sections/mod.ts";

/** Draws sections from plain data on a page of their own. */
export function drawPage(data: ReportData): string {
  return renderPage({ title: "tiny", summary: "Nothing more.", sections: drawSections(data) });
}

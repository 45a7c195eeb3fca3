import { type Additions, openTable } from "../../schemas/open_table.ts";
import type { PageSection } from "../markup/page.ts";
import * as registry from "./registry.ts";
import type { ReportContext } from "./report_context.ts";
import type { Section } from "./section.ts";

export { type ReportContext, reportContext, type ReportInput } from "./report_context.ts";
export type { Section } from "./section.ts";

type Name = keyof typeof registry;

type DataOf<N extends Name> = (typeof registry)[N] extends Section<infer Data> ? Data : never;

/**
 * All that a report shows, as plain data by section; those with nothing to show are absent. Sections of
 * plug-ins have theirs beside these.
 */
export type ReportData = { readonly [N in Name]?: DataOf<N> };

const sections = openTable<Section<unknown>>(registry);

/** The way in for sections of plug-ins. */
export const sectionAdditions: Additions<Section<unknown>> = sections;

/** Every section with its name, in the order of the page. */
function ordered(): [string, Section<unknown>][] {
  return sections.entries().sort(([, a], [, b]) => a.place - b.place);
}

/** Gathers what each section has to show of a run. */
export async function gatherSections(context: ReportContext): Promise<ReportData> {
  const found: [string, unknown][] = [];
  for (const [name, section] of ordered()) {
    const data = await section.gather(context);
    if (data !== undefined) found.push([name, data]);
  }
  return Object.fromEntries(found);
}

/** Draws the sections that have something to show, in the order of the page; throws as they do. */
export function drawSections(data: ReportData): PageSection[] {
  const all: Readonly<Record<string, unknown>> = data;
  return ordered().flatMap(([name, section]) =>
    all[name] === undefined ? [] : [{ title: section.title, content: section.draw(all[name]) }]
  );
}

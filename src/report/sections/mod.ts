import type { PageSection } from "../markup/page.ts";
import * as registry from "./registry.ts";
import type { ReportContext } from "./report_context.ts";
import type { Section } from "./section.ts";

export { type ReportContext, reportContext, type ReportInput } from "./report_context.ts";

type Name = keyof typeof registry;

type DataOf<N extends Name> = (typeof registry)[N] extends Section<infer Data> ? Data : never;

/** All that a report shows, as plain data by section; those with nothing to show are absent. */
export type ReportData = { readonly [N in Name]?: DataOf<N> };

const sections: { readonly [N in Name]: Section<DataOf<N>> } = registry;

/** In the order of the page. */
const NAMES = (Object.keys(registry) as Name[])
  .sort((a, b) => registry[a].place - registry[b].place);

/** Gathers what each section has to show of a run. */
export async function gatherSections(context: ReportContext): Promise<ReportData> {
  const found: [Name, unknown][] = [];
  for (const name of NAMES) {
    const data = await registry[name].gather(context);
    if (data !== undefined) found.push([name, data]);
  }
  return Object.fromEntries(found) as ReportData;
}

/** Draws the sections that have something to show, in the order of the page; throws as they do. */
export function drawSections(data: ReportData): PageSection[] {
  const draw = <N extends Name>(name: N): PageSection[] => {
    const own = data[name];
    return own === undefined
      ? []
      : [{ title: sections[name].title, content: sections[name].draw(own) }];
  };
  return NAMES.flatMap((name) => draw(name));
}

import type { PageSection } from "../markup/page.ts";
import { codeMap } from "./code_map.ts";
import { facts } from "./facts.ts";
import { featureMaps } from "./feature_maps.ts";
import { generated } from "./generated.ts";
import { latents } from "./latents.ts";
import { layers } from "./layers.ts";
import { reconstructions } from "./reconstructions.ts";
import type { ReportContext } from "./report_context.ts";
import type { Section } from "./section.ts";
import { tangents } from "./tangents.ts";
import { testError } from "./test_error.ts";
import { training } from "./training.ts";
import { weights } from "./weights.ts";

export { type ReportContext, reportContext, type ReportInput } from "./report_context.ts";

/** Every section by its name, in the order of the page. */
const SECTIONS = {
  testError,
  reconstructions,
  latents,
  weights,
  featureMaps,
  generated,
  tangents,
  training,
  codeMap,
  layers,
  facts,
};

type Name = keyof typeof SECTIONS;

type DataOf<N extends Name> = (typeof SECTIONS)[N] extends Section<infer Data> ? Data : never;

/** All that a report shows, as plain data by section; those with nothing to show are absent. */
export type ReportData = { readonly [N in Name]?: DataOf<N> };

const sections: { readonly [N in Name]: Section<DataOf<N>> } = SECTIONS;

const NAMES = Object.keys(SECTIONS) as Name[];

/** Gathers what each section has to show of a run. */
export async function gatherSections(context: ReportContext): Promise<ReportData> {
  const found: [Name, unknown][] = [];
  for (const name of NAMES) {
    const data = await SECTIONS[name].gather(context);
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

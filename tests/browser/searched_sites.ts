import { join } from "@std/path";
import { openRun } from "../../src/runs/open_run.ts";
import type { Site } from "../../src/site/site.ts";
import { webSite } from "../../src/site/web_site.ts";
import { ENGINES } from "../../src/web/model/engine.ts";
import { indexExamples } from "../../src/workflows/retrieval/index_examples.ts";
import { pageIndex } from "../../src/workflows/retrieval/page_index.ts";
import { trainSmall } from "../workflows/retrieval/train_small.ts";

/** Words of two subjects, of which texts have some each. */
const SUBJECTS = {
  space: "orbit launch shuttle moon rocket satellite",
  kitchen: "bread butter salt oven dough flour",
};

/** A hundred and twenty texts of two subjects; one of them would be markup if it were no text. */
function texts(): { text: string; label: string }[] {
  return Array.from({ length: 120 }, (_, i) => {
    const [label, words] = Object.entries(SUBJECTS)[i % 2], list = words.split(" ");
    const said = [0, 1, 2].map((k) => list[(i * (k + 1) + k) % list.length]).join(" ");
    return { text: i === 7 ? `<b>${said}</b><img src=x>` : `About ${said}`, label };
  });
}

/**
 * The sites of models with an index beside them, by name: of the digits and the table that models in these
 * folders were trained on, and of texts.
 */
export async function searchedSites(
  directory: string,
  { digits, flowers }: { readonly digits: string; readonly flowers: string },
): Promise<Readonly<Record<string, Site>>> {
  const lines = join(directory, "texts.jsonl");
  Deno.writeTextFileSync(lines, texts().map((line) => JSON.stringify(line)).join("\n"));
  const read = await trainSmall(directory, { name: lines, text: { stem: "porter" } }, {
    ...{ name: "texts", model: { loss: "categorical-cross-entropy" } },
  });
  const sites: Record<string, Site> = {};
  const runs = { digits: await openRun(digits), flowers: await openRun(flowers), texts: read };
  for (const [name, run] of Object.entries(runs)) {
    const out = join(directory, `${name}-index`);
    const of = name === "texts"
      ? { data: lines, split: "train" } as const
      // The examples of a code space are of the test.
      : { data: undefined, split: "test" } as const;
    await indexExamples(run, { ...of, out });
    const index = await pageIndex(out, run.directory);
    sites[name] = await webSite(run.directory, { engines: ENGINES, index });
  }
  return sites;
}

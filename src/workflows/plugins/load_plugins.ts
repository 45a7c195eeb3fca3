import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { reasonOf } from "../../core/one_line.ts";
import { sha256 } from "../../core/sha256.ts";
import { type Measure, measureAdditions } from "../../evaluation/measures/mod.ts";
import { measurement } from "../../evaluation/record/evaluation.ts";
import { checkPlugin, type Plugin, usePlugin } from "../../plugins/mod.ts";
import { type Section, sectionAdditions } from "../../report/sections/mod.ts";
import type { Additions } from "../../schemas/open_table.ts";
import { parseWith } from "../../schemas/parse_with.ts";

/**
 * Takes up the plug-ins of some files of this machine, all of their parts. Throws an Error, one sentence
 * that names the file, where one cannot be read or run, exports no `plugin`, or has a name that is taken.
 *
 * @example
 * ```ts
 * import { writeFile } from "node:fs/promises";
 * import { loadPlugins } from "isthmus/runs";
 *
 * await writeFile("counting.mjs", `export const plugin = {
 *   name: "counting",
 *   version: "1.0.0",
 *   measures: {
 *     "test-size": ({ test }) => ({
 *       sentence: "It was measured on " + test.count + " examples.",
 *       values: { examples: test.count },
 *     }),
 *   },
 * };`);
 * await loadPlugins(["counting.mjs"]);
 * ```
 */
export async function loadPlugins(files: readonly string[]): Promise<void> {
  const paths = new Set<string>();
  for (const file of files) {
    if (/^[a-z][a-z+.-]+:/i.test(file)) {
      throw new TypeError(
        `Cannot load the plug-in ${file}: its code is run, so it must be a file of this machine, ` +
          "give its path",
      );
    }
    const path = resolve(file);
    if (!paths.has(path)) await loadPlugin(file, path);
    paths.add(path);
  }
}

async function loadPlugin(file: string, path: string): Promise<void> {
  const fail = (why: string, cause?: unknown) =>
    new Error(`Cannot load the plug-in ${file}: ${why}`, { cause });
  const bytes = await readFile(path).catch((cause) => {
    throw fail("it could not be read, give the path of a file", cause);
  });
  const module: { readonly plugin?: unknown } = await import(pathToFileURL(path).href)
    .catch((cause) => {
      throw fail(`running it throws: ${reasonOf(cause)}`, cause);
    });
  const { plugin } = module;
  if (plugin === undefined) {
    throw fail('it exports no "plugin", export one that definePlugin makes');
  }
  checkPlugin(plugin, `the plug-in of ${basename(file)}`);
  const { measures = {}, reportSections = {} } = plugin;
  checkNames(plugin, { what: "measure", names: Object.keys(measures), table: measureAdditions });
  checkNames(plugin, {
    what: "section of reports",
    names: Object.keys(reportSections),
    table: sectionAdditions,
  });
  usePlugin(plugin, { sha256: await sha256(new Uint8Array(bytes)) });
  for (const [name, measure] of Object.entries(measures)) {
    measureAdditions.add(name, namedMeasure(measure, { name, plugin: plugin.name }));
  }
  for (const [name, section] of Object.entries(reportSections)) {
    sectionAdditions.add(name, namedSection(section, { name, plugin: plugin.name }));
  }
}

interface Names {
  readonly name: string;
  readonly plugin: string;
}

/** The measure, whose errors name it, and whose findings are looked at before they are written. */
function namedMeasure(measure: Measure, { name, plugin }: Names): Measure {
  const what = `the findings of "${name}" of the plug-in "${plugin}"`;
  return async (input) => {
    let found: unknown;
    try {
      found = await measure(input);
    } catch (cause) {
      throw new Error(
        `Cannot measure "${name}": it throws in the plug-in "${plugin}": ${reasonOf(cause)}`,
        { cause },
      );
    }
    return found === undefined ? undefined : parseWith(measurement, found, what);
  };
}

/** The section, whose errors name it. */
function namedSection(section: Section<unknown>, { name, plugin }: Names): Section<unknown> {
  const fail = (cause: unknown): never => {
    throw new Error(
      `Cannot draw the section "${name}": it throws in the plug-in "${plugin}": ${reasonOf(cause)}`,
      { cause },
    );
  };
  return {
    ...section,
    async gather(context) {
      try {
        return await section.gather(context);
      } catch (cause) {
        return fail(cause);
      }
    },
    draw(data) {
      try {
        return section.draw(data);
      } catch (cause) {
        return fail(cause);
      }
    },
  };
}

/** Throws a RangeError, one sentence, for a name that is taken. */
function checkNames(
  plugin: Plugin,
  { what, names, table }: {
    readonly what: string;
    readonly names: readonly string[];
    readonly table: Pick<Additions<unknown>, "has">;
  },
): void {
  const taken = names.find((name) => table.has(name));
  if (taken === undefined) return;
  throw new RangeError(
    `Cannot use the plug-in "${plugin.name}": there is a ${what} "${taken}" already, give its own ` +
      "another name",
  );
}

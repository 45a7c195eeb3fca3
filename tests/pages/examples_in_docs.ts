import { fromFileUrl, join } from "@std/path";
import { walkFolder } from "../../src/io/files/walk_folder.ts";

const sources = fromFileUrl(new URL("../../src/", import.meta.url));

/** An example of a doc comment, and the name of what the comment stands on. */
export interface Example {
  readonly name: string;
  readonly code: string;
}

/** Everything with an example in the sources, by the name of what its doc comment stands on. */
export async function examplesInDocs(): Promise<Map<string, Example>> {
  const found = new Map<string, Example>();
  for await (const { path } of walkFolder(sources)) {
    if (!path.endsWith(".ts")) continue;
    const text = await Deno.readTextFile(join(sources, path));
    const documented =
      /\/\*\*((?:(?!\*\/)[^])*)\*\/\nexport (?:async )?(?:function\*?|class|const) (\w+)/g;
    for (const [, comment, name] of text.matchAll(documented)) {
      const [, code] = comment.match(/@example\n \* ```ts\n([^]*?) \* ```/) ?? [];
      if (code !== undefined) found.set(name, { name, code: code.replaceAll(/^ \* ?/gm, "") });
    }
  }
  return found;
}

/** One program of all examples, a test each, the imports of all in front, once. */
export function testsOfExamples(all: Iterable<Example>): string {
  const imports = new Map<string, Set<string>>([
    [
      "@std/assert",
      new Set([
        "assert",
        "assertAlmostEquals",
        "assertEquals",
        "assertThrows",
      ]),
    ],
  ]);
  const lines = new Set<string>();
  const tests = [...all].map(({ name, code }) => {
    const body = code.replaceAll(
      /^import (.*) from "(.*)";\n/gm,
      (line, what: string, from: string) => {
        const names = /^\{ (.*) \}$/.exec(what)?.[1].split(", ");
        if (names === undefined) lines.add(line);
        // One name may come through two doors; one of them will do.
        for (const each of names ?? []) {
          if ([...imports.values()].some((seen) => seen.has(each))) continue;
          imports.set(from, (imports.get(from) ?? new Set()).add(each));
        }
        return "";
      },
    );
    return `Deno.test(${JSON.stringify(`the example of ${name}`)}, async () => {\n${body}});\n`;
  });
  const named = [...imports].map(([from, names]) =>
    `import { ${[...names].join(", ")} } from ${JSON.stringify(from)};\n`
  );
  return `${[...lines].join("")}${named.join("")}\n${tests.join("\n")}`;
}

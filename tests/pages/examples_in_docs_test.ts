/**
 * Runs the `@example` of every public function of the library: all in one program, each as a test of
 * its own name.
 */
import { assertEquals } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import { walkFolder } from "../../src/io/files/walk_folder.ts";
import { trainRun } from "../../src/library/mod.ts";

const root = fromFileUrl(new URL("../../", import.meta.url));

/** The doors of the library: everything that they export is public. */
const { exports: doors } = JSON.parse(
  await Deno.readTextFile(join(root, "deno.json")),
) as { exports: Record<string, string> };

interface Example {
  readonly name: string;
  readonly code: string;
}

/** Everything with an example in the sources, by the name of what its doc comment stands on. */
async function examples(): Promise<Map<string, Example>> {
  const found = new Map<string, Example>();
  for await (const { path } of walkFolder(join(root, "src"))) {
    if (!path.endsWith(".ts")) continue;
    const text = await Deno.readTextFile(join(root, "src", path));
    const documented =
      /\/\*\*((?:(?!\*\/)[^])*)\*\/\nexport (?:async )?(?:function\*?|class|const) (\w+)/g;
    for (const [, comment, name] of text.matchAll(documented)) {
      const [, code] = comment.match(/@example\n \* ```ts\n([^]*?) \* ```/) ?? [];
      if (code !== undefined) found.set(name, { name, code: code.replaceAll(/^ \* ?/gm, "") });
    }
  }
  return found;
}

/** The names of all functions that the doors export. */
async function publicFunctions(): Promise<string[]> {
  const names = await Promise.all(
    Object.values(doors).map(async (door) => {
      const module: Record<string, unknown> = await import(join(root, door));
      return Object.keys(module).filter((name) => typeof module[name] === "function");
    }),
  );
  return [...new Set(names.flat())].sort();
}

/** One program of all examples, the imports of each in front, once. */
function program(all: readonly Example[]): string {
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
  const tests = all.map(({ name, code }) => {
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

Deno.test("every public function has an example", async () => {
  const found = await examples();
  assertEquals((await publicFunctions()).filter((name) => !found.has(name)), []);
});

/** Makes a folder as users of the library have one: what the project has, and a run of their own. */
async function usersFolder(): Promise<string> {
  const directory = await Deno.realPath(await Deno.makeTempDir());
  for (const name of ["models", "build"]) {
    await Deno.symlink(join(root, name), join(directory, name));
  }
  const set = { "training.epochs": 1, "data.count": 60 };
  await trainRun("strokes-2", { out: join(directory, "runs/strokes-2"), set });
  return directory;
}

Deno.test("the example of every public function runs as it stands", async () => {
  const directory = await usersFolder();
  const path = join(directory, "examples_test.ts");
  await Deno.writeTextFile(path, program([...(await examples()).values()]));
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "test",
      "--no-prompt",
      "--allow-read",
      `--allow-write=${directory}`,
      "--allow-env",
      "--allow-sys",
      "--allow-ffi",
      `--config=${join(root, "deno.json")}`,
      path,
    ],
    cwd: directory,
    env: { NO_COLOR: "1", TMPDIR: directory },
  }).output();
  const decoder = new TextDecoder();
  assertEquals([code, code === 0 ? "" : decoder.decode(stdout) + decoder.decode(stderr)], [0, ""]);
  await Deno.remove(directory, { recursive: true });
});

import { assert } from "@std/assert";
import { importsIn } from "../scripts/sources/imports_in.ts";

const root = new URL("../src/", import.meta.url);

/**
 * The paths within `src/` of all modules that one of them reaches; fails where any imports a package
 * but those named, or names what one host alone has.
 */
export async function reachableModules(
  path: string,
  { packages = [] }: { packages?: readonly string[] } = {},
): Promise<string[]> {
  const seen = new Set<string>();
  const walk = async (module: URL) => {
    if (seen.has(module.href)) return;
    seen.add(module.href);
    // Examples in comments may run on one host.
    const source = (await Deno.readTextFile(module)).replaceAll(/\/\*[^]*?\*\//g, "");
    assert(!/\bDeno\s*\.|\bprocess\s*\.|\bBuffer\b/.test(source), `${module} is of one host`);
    for (const specifier of importsIn(source)) {
      if (packages.includes(specifier)) continue;
      assert(specifier.startsWith("."), `${module} imports the package ${specifier}`);
      await walk(new URL(specifier, module));
    }
  };
  await walk(new URL(path, root));
  return [...seen].map((href) => href.slice(root.href.length));
}

/** The floors that modules are of, in order. */
export function floorsOf(modules: readonly string[]): string[] {
  return [...new Set(modules.map((path) => path.split("/")[0]))].sort();
}

/** The path of the first program of these names that is there, looked for as a shell would. */
function findProgram(names: readonly string[]): string | undefined {
  const folders = (Deno.env.get("PATH") ?? "").split(":").filter((folder) => folder !== "");
  for (const name of names) {
    const paths = name.includes("/") ? [name] : folders.map((folder) => `${folder}/${name}`);
    const found = paths.find(isFile);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The programs that the browser tests need, or why they cannot run. */
export interface Programs {
  readonly chromium: string;
  readonly node: string;
}

/** Finds a Chromium, CHROMIUM of the environment first, and a Node that playwright-core runs in. */
export function findPrograms(): Programs | { readonly missing: string } {
  const named = Deno.env.get("CHROMIUM");
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const chromium = findProgram(named ? [named] : names);
  if (chromium === undefined) return { missing: `no ${named || "Chromium"}` };
  const node = findProgram(["node"]);
  if (node === undefined) return { missing: "no Node" };
  const { stdout } = new Deno.Command(node, { args: ["--version"] }).outputSync();
  const version = new TextDecoder().decode(stdout).trim();
  if (Number(version.slice(1).split(".")[0]) < 20) {
    return { missing: `a Node of at least 20 and not ${version}` };
  }
  return { chromium, node };
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
      return false;
    }
    throw error;
  }
}

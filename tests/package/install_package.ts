import { fromFileUrl, join } from "@std/path";
import { collectPackage } from "../../scripts/package/collect_package.ts";
import { packTarball } from "../../scripts/package/pack_tarball.ts";
import { findPrograms } from "../browser/find_programs.ts";

const root = new URL("../../", import.meta.url);

/** A folder outside of the project in which the package is installed, as strangers would. */
export interface Installed extends AsyncDisposable {
  readonly folder: string;
  readonly node: string;
  readonly chromium: string | undefined;
  /** The digest of the tarball. */
  readonly sha512: string;
  /** Runs a program there, with what Node.js finds; gives what it printed, and throws where it fails. */
  run(command: string, args: readonly string[], folder?: string): Promise<string>;
}

/** Packages that are large and here already: they are neither fetched nor unpacked once more. */
const LARGE = ["@tensorflow/tfjs", "@tensorflow/tfjs-backend-wasm"];

/** Folders with the names and versions of packages that are here, by their names, as npm takes them. */
async function standIns(names: readonly string[], folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of names) {
    const text = await Deno.readTextFile(new URL(`node_modules/${name}/package.json`, root));
    const own = join(folder, name);
    await Deno.mkdir(own, { recursive: true });
    const { version } = JSON.parse(text);
    await Deno.writeTextFile(join(own, "package.json"), JSON.stringify({ name, version }));
    found[name] = `file:${own}`;
  }
  return found;
}

/**
 * Packs the package and installs it from the tarball, with the packages that are named, from the registry of
 * npm. Says why not where there is no Node.js, no npm, or no registry.
 */
export async function installPackage(
  others: readonly string[],
): Promise<Installed | { readonly missing: string }> {
  const programs = findPrograms();
  const node = "node" in programs ? programs.node : "node";
  const folder = await Deno.realPath(await Deno.makeTempDir());
  const run = async (command: string, args: readonly string[], cwd = folder) => {
    const { success, stdout, stderr } = await new Deno.Command(command, {
      args: [...args],
      cwd,
      env: { NO_COLOR: "1", INIT_CWD: cwd },
    }).output();
    const [out, said] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
    if (!success) throw new Error(`${command} ${args.join(" ")}: ${said}${out}`);
    return out;
  };
  const dispose = () => Deno.remove(folder, { recursive: true });
  const absent = async (missing: string) => {
    await dispose();
    return { missing };
  };
  try {
    const version = await run(node, ["--version"]);
    if (Number(version.slice(1).split(".")[0]) < 20) return await absent(`Node.js ${version}`);
    await run("npm", ["ping", "--fetch-retries=0", "--fetch-timeout=5000"]);
  } catch (error) {
    const [why] = (error instanceof Error ? error.message : String(error)).split("\n");
    return await absent(why);
  }
  const project = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
  const tarball = join(folder, "isthmus.tgz");
  const { sha512 } = await packTarball(await collectPackage(project), tarball);
  const large = await standIns(LARGE, join(folder, "stand-ins"));
  await Deno.writeTextFile(
    join(folder, "package.json"),
    JSON.stringify({ private: true, overrides: large }),
  );
  const quiet = ["--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"];
  await run("npm", ["install", ...quiet, tarball, ...others]);
  for (const name of LARGE) await Deno.remove(join(folder, "node_modules", name));
  for (const name of [...LARGE, "onnxruntime-node"]) {
    await Deno.symlink(
      await Deno.realPath(fromFileUrl(new URL(`node_modules/${name}`, root))),
      join(folder, "node_modules", name),
    );
  }
  const chromium = "chromium" in programs ? programs.chromium : undefined;
  return { folder, node, chromium, sha512, run, [Symbol.asyncDispose]: dispose };
}

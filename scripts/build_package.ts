/**
 * Builds the package for npm from the sources, to `build/package/`, and packs it to
 * `build/isthmus-VERSION.tgz`: the same sources give the same bytes. What is compiled for it, the kernels, the
 * element and the encoders for edge functions, is that of `deno task edge` and `deno task element`.
 */
import { fromFileUrl } from "@std/path";
import { root } from "./built_folder.ts";
import { collectPackage } from "./package/collect_package.ts";
import { packTarball } from "./package/pack_tarball.ts";

const project = JSON.parse(await Deno.readTextFile(new URL("deno.json", root)));
const files = await collectPackage(project);
const path = fromFileUrl(new URL(`build/isthmus-${project.version}.tgz`, root));
const { bytes, sha512 } = await packTarball(files, path);
const integrity = new TextDecoder().decode(files.get("build/web/isthmus-decoder.integrity.txt"));
console.log(`${path}: ${files.size} files, ${bytes} bytes, integrity sha512-${sha512}`);
console.log(`build/web/isthmus-decoder.js: integrity ${integrity.trim()}`);

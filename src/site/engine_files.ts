import { fromFileUrl } from "@std/path";
import type { Site, SiteFile } from "./site.ts";
import { type EngineName, ORT_MODULES } from "../web/model/engine.ts";

/**
 * The files that each engine asks for of onnxruntime-web, one thread at a time; the first lies in
 * the bundle.
 */
const FILES: Readonly<Record<EngineName, readonly string[]>> = {
  lite: [],
  wasm: [ORT_MODULES.wasm, "ort-wasm-simd-threaded.mjs", "ort-wasm-simd-threaded.wasm"],
  webgpu: [
    ORT_MODULES.webgpu,
    "ort-wasm-simd-threaded.asyncify.mjs",
    "ort-wasm-simd-threaded.asyncify.wasm",
  ],
};

/** The licence of onnxruntime-web, which its package names but does not hold. */
const LICENCE = `MIT License

Copyright (c) Microsoft Corporation

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
`;

/** The files of onnxruntime-web that engines need, in `ort/`; nothing for `lite` alone. */
export function engineFiles(engines: readonly EngineName[]): Site {
  const folder = engines.some((engine) => FILES[engine].length > 0) ? packageFolder() : "";
  const files = new Map<string, SiteFile>();
  for (const engine of engines) {
    for (const name of FILES[engine]) {
      files.set(`ort/${name}`, { file: fromFileUrl(new URL(name, folder)) });
    }
  }
  if (files.size > 0) files.set("ort/LICENSE.txt", { text: LICENCE });
  return files;
}

/** The folder of the files of onnxruntime-web; throws an Error, one sentence, where it is not installed. */
function packageFolder(): URL {
  try {
    return new URL("./", import.meta.resolve("onnxruntime-web/wasm"));
  } catch (cause) {
    throw new Error(
      "Cannot show a model with ONNX Runtime: onnxruntime-web is not installed; npm install " +
        "onnxruntime-web brings it, and --engines lite does without",
      { cause },
    );
  }
}

import { bundleForPages, ELEMENT_ENTRY, ELEMENT_KERNELS } from "../../../scripts/bundle_element.ts";

const ENGINE = `export { default as kernels } from "./${ELEMENT_KERNELS}";
export * from "./src/lite/mod.ts"; export * from "./src/onnx/mod.ts";`;

const INFERENCE = `${ENGINE}
export * from "./src/inference/mod.ts"; export { decodeCodeSpace } from "./src/generation/mod.ts";`;

/** The size of the element in one sentence: what each part adds to the gzip'd file. */
export async function elementSize(): Promise<string> {
  const bundles = (await bundleForPages([ENGINE, INFERENCE, ELEMENT_ENTRY]))
    .map(({ script }) => script);
  const [engine, inference, element] = await Promise.all(bundles.map(gzippedSize));
  const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);
  return `Element: ${kilobytes(element)} KB gzip'd (${
    kilobytes(bundles[2].length)
  } KB before), of ` +
    `which engine with kernels and reader ${kilobytes(engine)}, loader and code space ` +
    `${kilobytes(inference - engine)}, the rest ${kilobytes(element - inference)}`;
}

async function gzippedSize(bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  const zipped = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return (await new Response(zipped).arrayBuffer()).byteLength;
}

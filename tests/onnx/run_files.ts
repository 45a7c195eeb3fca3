/** A program of its own: runs each file of a folder on zeros, a batch of one, and says how it went. */
import * as ort from "onnxruntime-node";
import { readModel } from "../../src/onnx/mod.ts";

const [folder] = Deno.args;
for (const { name } of [...Deno.readDirSync(folder)].sort((a, b) => a.name < b.name ? -1 : 1)) {
  // A crash ends the process: the last line then names the file.
  console.log(name);
  const bytes = Deno.readFileSync(`${folder}/${name}`);
  const feeds: Record<string, ort.Tensor> = {};
  for (const input of readModel(bytes, name).graph.input) {
    const { elemType, shape } = input.type!.tensorType;
    const dims = (shape?.dim ?? []).map(({ dimValue }) => dimValue ?? 1);
    const size = dims.reduce((product, each) => product * each, 1);
    feeds[input.name] = elemType === 7
      ? new ort.Tensor("int64", new BigInt64Array(size), dims)
      : new ort.Tensor("float32", new Float32Array(size), dims);
  }
  try {
    const session = await ort.InferenceSession.create(bytes, { logSeverityLevel: 4 });
    try {
      await session.run(feeds);
      console.log("ran");
    } finally {
      await session.release();
    }
  } catch (error) {
    console.log(`refused: ${(error as Error).message.replace(/\s+/g, " ").slice(0, 200)}`);
  }
}

/** A program of its own: runs one session in the runtime it is told, and ends. */
import { encodeModel } from "../../src/onnx/mod.ts";
import { mlpModel } from "./models.ts";
import { runtimes } from "./runtimes.ts";

const [name, ending] = Deno.args;
const { InferenceSession, Tensor } = runtimes[name as keyof typeof runtimes];
const session = await InferenceSession.create(encodeModel(mlpModel()));
const { code } = await session.run({
  input: new Tensor("float32", Float32Array.of(1, 0, 0, 0), [1, 4]),
});
if (ending === "released") await session.release();
console.log(JSON.stringify({ shape: code.dims, values: Array.from(await code.getData(), Number) }));

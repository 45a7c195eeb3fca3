/**
 * The server that one would write without the toolkit's: a handler that runs each request as it comes.
 * Takes the path of an encoder and the shape of an example; prints its address.
 */
import * as ort from "onnxruntime-node";

const [path, shape] = Deno.args;
const session = await ort.InferenceSession.create(path);
const axes = shape.split(",").map(Number);
Deno.serve(
  {
    hostname: "127.0.0.1",
    port: 0,
    onListen: ({ port }) => console.log(`http://127.0.0.1:${port}/`),
  },
  async (request) => {
    const values = new Float32Array(await request.arrayBuffer());
    const { code } = await session.run({ input: new ort.Tensor("float32", values, [1, ...axes]) });
    return new Response(new Uint8Array((code.data as Float32Array<ArrayBuffer>).buffer));
  },
);

/** The protocol as a client meets it, over the loopback. */
import { assertEquals, assertMatch } from "@std/assert";
import { conditionalFiles, linearFiles, weight } from "../inference/models.ts";
import { ask, kept, served, servedFiles } from "./serving.ts";
import { linearTold } from "./linear_told.ts";

const x = [1, 2, 3, 4];
/** x W, worked out by hand. */
const codes = [0, 1].map((unit) =>
  x.reduce((sum, each, d) => sum + each * weight[2 * d + unit], 0)
);
const input = { name: "input", datatype: "FP32", shape: [1, 2, 2, 1], data: x };

Deno.test("a server tells its name, its health, and the inputs and outputs of its models", async () => {
  await served([kept("mnist-small-conditional")], async (url) => {
    const get = async (path: string) => {
      const { status, json } = await ask(`${url}v2${path}`);
      return [status, json];
    };
    assertEquals(await get(""), [
      200,
      { name: "isthmus", version: "0.1.0", extensions: ["binary_tensor_data"] },
    ]);
    assertEquals(await get("/health/live"), [200, { live: true }]);
    assertEquals(await get("/health/ready"), [200, { ready: true, live: true }]);
    const name = "mnist-small-conditional-encoder";
    const metadata = {
      name,
      versions: ["1"],
      platform: "onnx_onnxv1",
      inputs: [
        { name: "input", datatype: "FP32", shape: [-1, 28, 28, 1] },
        { name: "label", datatype: "INT64", shape: [-1] },
      ],
      outputs: [
        { name: "code", datatype: "FP32", shape: [-1, 8] },
        { name: "log_variance", datatype: "FP32", shape: [-1, 8] },
      ],
    };
    for (const path of [`/models/${name}`, `/models/${name}/versions/1`]) {
      assertEquals(await get(path), [200, metadata]);
      assertEquals(await get(`${path}/ready`), [200, { ready: true, live: true }]);
    }
    assertEquals(await get(`/models/${name}/versions/2`), [
      404,
      { error: `Cannot find version 2 of ${name}: there is 1` },
    ]);
    const [status, { error }] = await get("/models/x") as [number, { error: string }];
    assertEquals(status, 404);
    assertMatch(error, /^Cannot find the model x: there are mnist-small-conditional-encoder, /);
  });
});

Deno.test("infer computes each half, and both, of what it is sent", async () => {
  await servedFiles(linearFiles(), async (url) => {
    const infer = async (model: string, body: object) => {
      const { status, json } = await ask(`${url}v2/models/own-${model}/infer`, body);
      return [status, json];
    };
    const output = (name: string, shape: number[], data: number[]) => ({
      ...{ name, datatype: "FP32", shape, data },
    });
    assertEquals(await infer("encoder", { id: "7", inputs: [input] }), [200, {
      ...{ model_name: "own-encoder", model_version: "1", id: "7" },
      outputs: [output("code", [1, 2], codes)],
    }]);
    const back = [0, 1, 2, 3].map((d) => codes[0] * weight[2 * d] + codes[1] * weight[2 * d + 1]);
    const code = { name: "code", datatype: "FP32", shape: [1, 2], data: [codes] };
    const reconstruction = output("reconstruction", [1, 2, 2, 1], back);
    for (const [model, given] of [["decoder", code], ["autoencoder", input]] as const) {
      assertEquals(await infer(model, { inputs: [given] }), [200, {
        ...{ model_name: `own-${model}`, model_version: "1" },
        outputs: [reconstruction],
      }]);
    }
    const nested = { ...input, data: [[[[1], [2]], [[3], [4]]]] };
    assertEquals((await infer("encoder", { inputs: [nested] }))[0], 200);
  });
});

Deno.test("tensors travel as bytes both ways, also those of one example alone", async () => {
  await servedFiles(linearFiles(), async (url) => {
    const address = `${url}v2/models/own-encoder/infer`;
    const head = new TextEncoder().encode(JSON.stringify({
      inputs: [{ ...input, data: undefined, parameters: { binary_data_size: 16 } }],
      outputs: [{ name: "code", parameters: { binary_data: true } }],
    }));
    const values = Float32Array.from(x);
    for (const [size, parts] of [[head.length, [head, values]], [0, [values]]] as const) {
      const response = await fetch(address, {
        method: "POST",
        headers: { "Inference-Header-Content-Length": String(size) },
        body: new Blob([...parts]),
      });
      const body = new Uint8Array(await response.arrayBuffer());
      const length = Number(response.headers.get("Inference-Header-Content-Length"));
      const { outputs } = JSON.parse(new TextDecoder().decode(body.subarray(0, length)));
      assertEquals(response.headers.get("content-type"), "application/octet-stream");
      assertEquals(outputs[0].parameters, { binary_data_size: 8 });
      assertEquals([...new Float32Array(body.slice(length).buffer)], codes);
    }
  });
});

Deno.test("a model that depends on classes takes them by their numbers", async () => {
  await servedFiles(conditionalFiles(), async (url) => {
    const address = `${url}v2/models/own-encoder/infer`;
    const label = { name: "label", datatype: "INT64", shape: [1], data: [2] };
    const { json } = await ask(address, { inputs: [input, label], outputs: [{ name: "code" }] });
    const [{ data }] = json.outputs as { data: number[] }[];
    assertEquals(data, linearTold(codes, 2));
    for (const wrong of [3, -1]) {
      const refused = await ask(address, { inputs: [input, { ...label, data: [wrong] }] });
      assertEquals([refused.status, refused.json], [400, {
        error: `Cannot run the model with the label ${wrong}: it knows the classes 0 to 2`,
      }]);
    }
  });
});

Deno.test("a half that is not told classes does not ask for them", async () => {
  await servedFiles(conditionalFiles({ half: true }), async (url) => {
    const names = async (model: string) => {
      const { json } = await ask(`${url}v2/models/own-${model}`);
      return (json.inputs as { name: string }[]).map(({ name }) => name);
    };
    assertEquals(await names("encoder"), ["input", "label"]);
    assertEquals(await names("decoder"), ["code"]);
    assertEquals(await names("autoencoder"), ["input", "label"]);
  });
});

Deno.test("a decoder that reads more than codes is served as a part of the whole alone", async () => {
  await served([kept("mnist-conv-switches")], async (url, { models }) => {
    assertEquals(models, ["mnist-conv-switches-encoder", "mnist-conv-switches-autoencoder"]);
    const inputs = [{ ...input, shape: [1, 28, 28, 1], data: Array(784).fill(0.5) }];
    const { json } = await ask(`${url}v2/models/mnist-conv-switches-autoencoder/infer`, { inputs });
    const [{ shape, data }] = json.outputs as { shape: number[]; data: number[] }[];
    assertEquals([shape, data.length], [[1, 28, 28, 1], 784]);
  });
});

import { assert, assertEquals, assertThrows } from "@std/assert";
import { formatInferResponse } from "../../../src/server/protocol/infer_response.ts";
import type { NamedTensor } from "../../../src/server/protocol/tensor_spec.ts";

const code: NamedTensor = {
  ...{ name: "code", datatype: "FP32", shape: [1, 2] },
  values: Float32Array.of(1, -2),
};
const other = { ...code, name: "other" };
const answer = { model: "m", version: "1", id: "a", outputs: { code, other } };

Deno.test("an answer in JSON has its values flat, and the id that was sent", () => {
  const wanted = [{ name: "other", isBinary: false }, { name: "code", isBinary: false }];
  const { bytes, jsonLength } = formatInferResponse({ ...answer, wanted });
  assertEquals([JSON.parse(new TextDecoder().decode(bytes)), jsonLength], [
    {
      model_name: "m",
      model_version: "1",
      id: "a",
      outputs: [
        { name: "other", datatype: "FP32", shape: [1, 2], data: [1, -2] },
        { name: "code", datatype: "FP32", shape: [1, 2], data: [1, -2] },
      ],
    },
    undefined,
  ]);
});

Deno.test("outputs that are wanted as bytes stand behind the JSON, little-endian", () => {
  const wanted = [{ name: "other", isBinary: false }, { name: "code", isBinary: true }];
  const { bytes, jsonLength } = formatInferResponse({ ...answer, wanted });
  const { outputs } = JSON.parse(new TextDecoder().decode(bytes.subarray(0, jsonLength)));
  assertEquals(outputs, [
    { name: "other", datatype: "FP32", shape: [1, 2], data: [1, -2] },
    { name: "code", datatype: "FP32", shape: [1, 2], parameters: { binary_data_size: 8 } },
  ]);
  assertEquals([...bytes.subarray(jsonLength)], [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
});

Deno.test("numbers that JSON has no word for are refused there, and sent as bytes", () => {
  const outputs = { code: { ...code, values: Float32Array.of(NaN, 1) } };
  assertThrows(
    () => formatInferResponse({ ...answer, outputs, wanted: [{ name: "code", isBinary: false }] }),
    Error,
    'Cannot answer with "code" in JSON: it holds numbers that are not finite',
  );
  const wanted = [{ name: "code", isBinary: true }];
  const { bytes } = formatInferResponse({ ...answer, outputs, wanted });
  assert(Number.isNaN(new Float32Array(bytes.slice(-8).buffer)[0]));
});

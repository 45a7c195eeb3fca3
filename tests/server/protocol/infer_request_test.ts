/** The requests are worked out by hand from the text of the Open Inference Protocol v2 and its extension. */
import { assert, assertEquals, assertThrows } from "@std/assert";
import { parseInferRequest } from "../../../src/server/protocol/infer_request.ts";
import { isRequestFault } from "../../../src/requests/request_fault.ts";
import type { TensorSpec } from "../../../src/server/protocol/tensor_spec.ts";

const input: TensorSpec = { name: "input", datatype: "FP32", shape: [2, 2] };
const label: TensorSpec = { name: "label", datatype: "INT64", shape: [] };
const code: TensorSpec = { name: "code", datatype: "FP32", shape: [2] };
const variance: TensorSpec = { ...code, name: "log_variance" };
const model = { name: "m", inputs: [input], outputs: [code, variance] };
const told = { ...model, inputs: [input, label] };

const bytesOf = (text: string) => new TextEncoder().encode(text);
const json = (value: unknown) => bytesOf(JSON.stringify(value));
/** 1, −2, 0.5 and 3 as 32-bit floats, the lowest byte first. */
const FLOATS = Uint8Array.of(
  ...[0x00, 0x00, 0x80, 0x3f],
  ...[0x00, 0x00, 0x00, 0xc0],
  ...[0x00, 0x00, 0x00, 0x3f],
  ...[0x00, 0x00, 0x40, 0x40],
);
const VALUES = Float32Array.of(1, -2, 0.5, 3);
const described = { name: "input", datatype: "FP32", shape: [1, 2, 2] };

/** A body with tensors behind its JSON, and the length of that. */
function binary(head: unknown, ...tails: Uint8Array[]): [Uint8Array<ArrayBuffer>, string] {
  const start = json(head);
  return [Uint8Array.from([start, ...tails].flatMap((part) => [...part])), String(start.length)];
}

Deno.test("a request in JSON may be flat or nested, in the order of the rows", () => {
  for (const data of [[1, -2, 0.5, 3], [[[1, -2], [0.5, 3]]]]) {
    const body = json({ id: "a", inputs: [{ ...described, data }] });
    const request = parseInferRequest(body, null, model);
    assertEquals([request.id, request.rows, request.inputs.input.values], ["a", 1, VALUES]);
    assertEquals(request.outputs, [
      { name: "code", isBinary: false },
      { name: "log_variance", isBinary: false },
    ]);
  }
});

Deno.test("tensors behind the JSON are little-endian, in the order of the inputs", () => {
  const seven = Uint8Array.of(7, 0, 0, 0, 0, 0, 0, 0);
  const head = {
    inputs: [
      { name: "label", datatype: "INT64", shape: [1], parameters: { binary_data_size: 8 } },
      { ...described, parameters: { binary_data_size: 16 } },
    ],
    parameters: { binary_data_output: true },
    outputs: [{ name: "code" }, { name: "log_variance", parameters: { binary_data: false } }],
  };
  const { inputs, outputs } = parseInferRequest(...binary(head, seven, FLOATS), told);
  assertEquals([inputs.label.values, inputs.input.values], [BigInt64Array.of(7n), VALUES]);
  assertEquals(outputs, [
    { name: "code", isBinary: true },
    { name: "log_variance", isBinary: false },
  ]);
});

Deno.test("one input may be in bytes and another in JSON", () => {
  const head = {
    inputs: [
      { ...described, parameters: { binary_data_size: 16 } },
      { name: "label", datatype: "INT64", shape: [1], data: [7] },
    ],
    outputs: [{ name: "log_variance", parameters: { binary_data: true } }],
  };
  const { inputs, outputs } = parseInferRequest(...binary(head, FLOATS), told);
  assertEquals([inputs.label.values, inputs.input.values], [BigInt64Array.of(7n), VALUES]);
  assertEquals(outputs, [{ name: "log_variance", isBinary: true }]);
});

Deno.test("a body whose JSON has no length is the bytes of one example", () => {
  const { rows, inputs, outputs } = parseInferRequest(FLOATS, "0", model);
  assertEquals([rows, inputs.input.shape, inputs.input.values], [1, [1, 2, 2], VALUES]);
  assert(outputs.every(({ isBinary }) => isBinary));
});

const data = [1, 2, 3, 4], good = { inputs: [{ ...described, data }] };
const of = (changes: object) => ({ inputs: [{ ...described, data, ...changes }] });
const faults: readonly [unknown, string][] = [
  [[], "it is a list, expected a JSON object"],
  [{}, "its inputs are undefined, expected a list"],
  [{ inputs: [3] }, "an input is 3, expected an object"],
  [{ inputs: [] }, 'it lacks the input "input" of m'],
  [{ ...good, id: 3 }, "its id is 3, expected a text of at most 256 letters"],
  [of({ name: "x" }), 'it gives an input "x", expected "input" of m'],
  [of({ datatype: "FP64" }), '"input" has the datatype "FP64", expected "FP32"'],
  [of({ shape: [1, 4] }), '"input" has shape [1, 4], expected [N, 2, 2]'],
  [of({ shape: [0, 2, 2] }), '"input" has shape [0, 2, 2], expected [N, 2, 2]'],
  [of({ shape: [2, 2, 2] }), '"input" has 4 values, its shape [2, 2, 2] holds 8'],
  [of({ shape: [1e300, 2, 2] }), '"input" has shape [1e+300, 2, 2], expected [N, 2, 2]'],
  [of({ data: [[[1, 2], [3]]] }), '"input" is not nested as its shape [1, 2, 2] says'],
  [of({ data: [[1, 2], [3, 4]] }), '"input" is not nested as its shape [1, 2, 2] says'],
  [of({ data: [1, 2, 3, "4"] }), '"input" holds "4", expected a number that 32 bits hold'],
  [of({ data: [1, 2, 3, 1e39] }), '"input" holds 1e+39, expected a number that 32 bits hold'],
  [of({ data: undefined }), '"input" has data that is undefined, expected a list'],
  [of({ parameters: { binary_data_size: 16 } }), '"input" lies past the end of the body'],
  [of({ parameters: { binary_data_size: -1 } }), "the binary_data_size of an input is -1"],
  [{ inputs: [good.inputs[0], good.inputs[0]] }, "it has 2 inputs, m takes 1"],
  [{ ...good, outputs: [{ name: "x" }] }, 'it asks for the output "x", expected "code"'],
  [{ ...good, outputs: [{ name: "code" }, { name: "code" }] }, 'the output "code", expected'],
  [{ ...good, outputs: [null] }, "it asks for the output undefined, expected"],
  [
    { ...good, parameters: { binary_data_output: 1 } },
    "its binary_data_output is 1, expected true",
  ],
];

for (const [body, sentence] of faults) {
  Deno.test(`a request is refused: ${sentence}`, () => {
    const error = assertThrows(() => parseInferRequest(json(body), null, model), Error, sentence);
    assert(isRequestFault(error) && error.status === 400);
  });
}

Deno.test("bodies that are not as long as they say are refused", () => {
  const refused = (body: Uint8Array<ArrayBuffer>, length: string | null, sentence: string) =>
    assertThrows(() => parseInferRequest(body, length, model), Error, sentence);
  const head = { inputs: [{ ...described, parameters: { binary_data_size: 16 } }] };
  const [whole, length] = binary(head, FLOATS);
  refused(whole.slice(0, -1), length, "lies past the end of the body");
  refused(Uint8Array.of(...whole, 0), length, "has 17 bytes behind the JSON, its inputs name 16");
  refused(whole, "99999", `expected a number of at most the ${whole.length} bytes of the body`);
  refused(whole, "-1", 'its Inference-Header-Content-Length is "-1"');
  refused(whole, "0x10", 'its Inference-Header-Content-Length is "0x10"');
  refused(FLOATS.slice(4), "0", "it is 12 bytes alone, expected the 16 of one example");
  refused(new Uint8Array(), null, "it has no body");
  refused(Uint8Array.of(0x7b, 0xff, 0x7d), null, "it is not JSON");
  assertThrows(
    () => parseInferRequest(FLOATS, "0", told),
    Error,
    "it is bytes alone, and m has 2 inputs; name them in JSON",
  );
  const two = { inputs: [{ ...described, data }, { ...label, shape: [2], data: [0, 1] }] };
  assertThrows(
    () => parseInferRequest(json(two), null, told),
    Error,
    '"input" has 1 examples and "label" 2',
  );
});

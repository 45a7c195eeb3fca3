import { assertEquals, assertThrows } from "@std/assert";
import { inferNode, type ValueType } from "../../src/onnx/infer_node.ts";
import { createAttribute } from "../../src/onnx/create_attribute.ts";
import { operatorOf, operators } from "../../src/onnx/operators.ts";
import { parseFormal } from "../../src/onnx/operators/operator.ts";
import { readGoldenLines } from "./golden.ts";

interface Schema {
  operator: string;
  since: number;
  inputs: [occurs: string, types: string[]][];
  outputs: [occurs: string, types: string[]][];
  attributes: Record<string, [kind: string, required: boolean, value: unknown]>;
}

interface Case {
  operator: string;
  inputs: [kind: string, shape: (number | string)[]][];
  attributes: Record<string, unknown>;
  outputs: (number | string | null)[][];
}

Deno.test("the table of operators says what the official schemas of opset 17 say", () => {
  const schemas = readGoldenLines<Schema>("onnx_schemas.jsonl");
  assertEquals(Object.keys(operators).sort(), schemas.map(({ operator }) => operator).sort());
  for (const schema of schemas) {
    const found = operatorOf(schema.operator)!;
    const values = (texts: readonly string[]) =>
      texts.map(parseFormal).map(({ occurs, type }) => [
        occurs === "once" ? "single" : occurs,
        [...found.types?.[type] ?? [type]].sort(),
      ]);
    const sorted = (formals: Schema["inputs"]) =>
      formals.map(([occurs, types]) => [occurs, types.toSorted()]);
    const attributes = Object.entries(found.attributes).map(([name, rule]) => [
      name,
      [rule.kind, rule.required ?? false, rule.default ?? null],
    ]);
    assertEquals(
      {
        since: found.since,
        inputs: values(found.inputs),
        outputs: values(found.outputs),
        attributes: Object.fromEntries(attributes.map(([name, rule]) => [name, narrow(rule)])),
      },
      {
        since: schema.since,
        inputs: sorted(schema.inputs),
        outputs: sorted(schema.outputs),
        attributes: Object.fromEntries(
          Object.entries(schema.attributes).map((
            [name, [kind, required, value]],
          ) => [name, narrow([kind, required || name === "value", value])]),
        ),
      },
      schema.operator,
    );
  }
});

for (
  const { operator, inputs, attributes, outputs } of readGoldenLines<Case>("onnx_shapes.jsonl")
) {
  const written = inputs.map(([kind, shape]) => `${kind} [${shape}]`).join(", ");
  Deno.test(`${operator} of ${written} ${JSON.stringify(attributes)} infers [${outputs.join("] [")}]`, () => {
    assertEquals(infer(operator, { inputs, attributes, count: outputs.length }), outputs);
  });
}

Deno.test("Reshape divides the batch out of -1", () => {
  const inputs: Case["inputs"] = [["float", ["batch", 4, 6]], ["const", [-1, 24]]];
  assertEquals(infer("Reshape", { inputs, attributes: {}, count: 1 }), [["batch", 24]]);
});

for (
  const [operator, shapes, attributes, message] of [
    ["Gemm", [["batch", 4], [3, 5]], {}, "the inner sizes of [batch, 4] and [3, 5] differ"],
    ["Gemm", [["batch", 4], [4, 5], [3]], {}, "[batch, 5] and [3] do not broadcast"],
    ["Add", [["batch", 4], [3]], {}, "[batch, 4] and [3] do not broadcast"],
    ["Transpose", [["batch", 4, 3]], { perm: [0, 2] }, "perm [0,2] does not permute"],
    ["Softmax", [["batch", 4]], { axis: 2 }, "axis 2 is outside a shape of 2 axes"],
    ["Conv", [["batch", 3, 8, 8], [4, 2, 3, 3]], {}, "filter [4, 2, 3, 3] of 1 group(s)"],
    ["Conv", [["batch", 2, 2, 2], [4, 2, 3, 3]], {}, "a window of 3 does not fit 2 values"],
    ["Concat", [["batch", 3], ["batch", 4]], { axis: 0 }, "differ off axis 0"],
    ["Split", [["batch", 7]], { axis: 1, num: 2 }, 'it has no attribute "num"'],
    ["Relu", [["batch"], ["batch"]], {}, "it has 2 inputs, expected 1"],
    ["Concat", [["batch"]], {}, 'attribute "axis" is missing'],
  ] as const
) {
  Deno.test(`${operator} of [${shapes.join("] [")}] is refused: ${message}`, () => {
    assertThrows(
      () => infer(operator, { inputs: shapes.map((s) => ["float", [...s]]), attributes, count: 1 }),
      Error,
      message,
    );
  });
}

function infer(
  name: string,
  { inputs, attributes, count }: {
    inputs: [string, (number | string)[]][];
    attributes: Readonly<Record<string, unknown>>;
    count: number;
  },
): unknown {
  const operator = operatorOf(name)!;
  const types = inputs.map(([kind, content]): ValueType =>
    kind === "const"
      ? { elementType: "int64", shape: [content.length], constant: content as number[] }
      : { elementType: kind as ValueType["elementType"], shape: content }
  );
  const node = {
    input: inputs.map((_, i) => `x${i}`),
    output: Array.from({ length: count }, (_, i) => `y${i}`),
    opType: name,
    attribute: Object.entries(attributes).map(([key, value]) =>
      createAttribute(key, { kind: operator.attributes[key]?.kind ?? "int", value })
    ),
  };
  return inferNode(node, { operator, inputs: types }).map(({ shape }) => shape);
}

/** Defaults are 32-bit floats in the schemas. */
function narrow(rule: unknown): unknown {
  return JSON.parse(
    JSON.stringify(rule),
    (_, value) => typeof value === "number" ? Math.fround(value) : value,
  );
}

import { assertEquals, assertThrows } from "@std/assert";
import { checkModel, faultsOf, type Graph, type Model } from "../../src/onnx/mod.ts";
import { mlpModel } from "./models.ts";

const model = mlpModel();
const { graph } = model;
const withGraph = (change: Partial<Graph>): Model => ({ ...model, graph: { ...graph, ...change } });
const withNode = (at: number, change: object) =>
  withGraph({ node: graph.node.map((node, i) => i === at ? { ...node, ...change } : node) });
const floatInfo = (name: string, ...sizes: (number | string)[]) => ({
  name,
  type: {
    tensorType: {
      elemType: 1,
      shape: { dim: sizes.map((s) => typeof s === "number" ? { dimValue: s } : { dimParam: s }) },
    },
  },
});
const attribute = { floats: [], ints: [] };

const faults: Record<string, [Model, string]> = {
  "another IR version": [{ ...model, irVersion: 9 }, "its IR version is 9, expected 8"],
  "another opset": [
    { ...model, opsetImport: [{ domain: "", version: 13 }] },
    "its opset is [13], expected 17",
  ],
  "two metadata entries of one key": [
    { ...model, metadataProps: [{ key: "a", value: "1" }, { key: "a", value: "2" }] },
    'its metadata has two entries "a"',
  ],
  "a graph without a name": [withGraph({ name: "" }), "its graph has no name"],
  "a value defined twice": [
    withNode(1, { output: ["encoder.0"] }),
    'node "encoder.1" (LeakyRelu) defines "encoder.0" a second time',
  ],
  "two initializers of one name": [
    withGraph({ initializer: [...graph.initializer, graph.initializer[0]] }),
    'graph.initializer[3] defines "encoder.0.weight" a second time',
  ],
  "two nodes of one name": [
    withNode(1, { name: "encoder.0" }),
    'two nodes have the name "encoder.0"',
  ],
  "nodes out of order": [
    withGraph({ node: graph.node.toReversed() }),
    'node "encoder.2" (Reshape) reads "encoder.1", which node "encoder.1" (LeakyRelu) produces ' +
    "only later or in a cycle",
  ],
  "a cycle": [
    withNode(0, { input: ["code", "encoder.0.weight", "encoder.0.bias"] }),
    'node "encoder.0" (Gemm) reads "code", which node "encoder.2" (Reshape) produces only later ' +
    "or in a cycle",
  ],
  "a cycle of nodes without names": [
    withGraph({
      node: graph.node.map(({ name: _, ...node }, i) =>
        i === 0 ? { ...node, input: ["code", ...node.input.slice(1)] } : node
      ),
    }),
    'node 0 (Gemm) reads "code", which node 2 (Reshape) produces only later or in a cycle',
  ],
  "an initializer without a name": [
    withGraph({
      initializer: graph.initializer.slice(0, 1).map(({ name: _, ...tensor }) => ({
        ...tensor,
        dataType: 99,
      })),
    }),
    'graph.initializer[0] "" has the data type 99, which is not known',
  ],
  "a dangling input": [
    withNode(1, { input: ["nowhere"] }),
    'node "encoder.1" (LeakyRelu) reads "nowhere", which nothing produces',
  ],
  "an unknown operator": [
    withNode(1, { opType: "FancyRelu" }),
    'node "encoder.1" (FancyRelu): it is not an operator of opset 17 that Isthmus knows',
  ],
  "an operator of another domain": [
    withNode(1, { domain: "com.example" }),
    'node "encoder.1" (LeakyRelu): it is not an operator of opset 17 that Isthmus knows',
  ],
  "an operator named like a property of every object": [
    withNode(1, { opType: "constructor" }),
    'node "encoder.1" (constructor): it is not an operator of opset 17 that Isthmus knows',
  ],
  "an unknown attribute": [
    withNode(1, { attribute: [{ ...attribute, name: "slope", type: 1, f: 1 }] }),
    'node "encoder.1" (LeakyRelu): it has no attribute "slope"',
  ],
  "an attribute of another kind": [
    withNode(1, { attribute: [{ ...attribute, name: "alpha", type: 2, i: 1 }] }),
    'node "encoder.1" (LeakyRelu): attribute "alpha" is of kind int, not float',
  ],
  "an attribute without a value": [
    withNode(1, { attribute: [{ ...attribute, name: "alpha", type: 1 }] }),
    'node "encoder.1" (LeakyRelu): attribute "alpha" has no value',
  ],
  "too many inputs": [
    withNode(1, { input: ["encoder.0", "encoder.0"] }),
    'node "encoder.1" (LeakyRelu): it has 2 inputs, expected 1',
  ],
  "a required input left out": [
    withNode(0, { input: ["input", "", "encoder.0.bias"] }),
    'node "encoder.0" (Gemm): its input "B" has no name',
  ],
  "an input of another type": [
    withNode(0, { input: ["input", "encoder.0.weight", "int64[0,3,1]"] }),
    'node "encoder.0" (Gemm): its input "C" is int64[3], expected float',
  ],
  "shapes that do not fit": [
    withGraph({ input: [floatInfo("input", "batch", 5)] }),
    'node "encoder.0" (Gemm): the inner sizes of [batch, 5] and [4, 3] differ',
  ],
  "an initializer of another size than its shape": [
    withGraph({ initializer: graph.initializer.map((t, i) => i ? t : { ...t, dims: [4, 4] }) }),
    'graph.initializer[0] "encoder.0.weight" of shape [4,4] holds 48 bytes, expected 64',
  ],
  "an initializer of an unknown type": [
    withGraph({ initializer: graph.initializer.map((t, i) => i ? t : { ...t, dataType: 99 }) }),
    'graph.initializer[0] "encoder.0.weight" has the data type 99, which is not known',
  ],
  "an unused initializer": [
    withGraph({ initializer: [...graph.initializer, { ...graph.initializer[0], name: "spare" }] }),
    'initializer "spare" is read by nothing',
  ],
  "no outputs": [withGraph({ output: [] }), "its graph has no outputs"],
  "an output that nothing produces": [
    withGraph({ output: [floatInfo("nowhere", "batch")] }),
    'output "nowhere" is produced by nothing',
  ],
  "an output declared twice": [
    withGraph({ output: [graph.output[0], graph.output[0]] }),
    'output "code" is declared a second time',
  ],
  "an output declared with another shape": [
    withGraph({ output: [floatInfo("code", "batch", 3)] }),
    'output "code" is declared [batch, 3] but computed as [batch, 3, 1]',
  ],
  "an output declared with another type": [
    withGraph({
      output: [{ name: "code", type: { tensorType: { elemType: 7 } } }],
    }),
    'output "code" is declared int64 but computed as float',
  ],
  "an inner value declared with another shape": [
    withGraph({ valueInfo: [floatInfo("encoder.0", "batch", 4)] }),
    'value "encoder.0" is declared [batch, 4] but computed as [batch, 3]',
  ],
};

Deno.test("checkModel() accepts a model that the builder made", () => {
  checkModel(model);
  assertEquals(faultsOf(model), []);
});

for (const [what, [faulty, fault]] of Object.entries(faults)) {
  Deno.test(`checkModel() refuses ${what}`, () => {
    assertThrows(
      () => checkModel(faulty),
      TypeError,
      `Cannot accept model "${faulty.graph.name}": `,
    );
    assertEquals(faultsOf(faulty)[0], fault);
  });
}

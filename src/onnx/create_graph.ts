import { createAttribute } from "./create_attribute.ts";
import { checkModel } from "./check_model.ts";
import { type ElementType, elementTypes } from "./element_type.ts";
import type { BatchShape, GraphBuilder, ValueName } from "./graph_builder.ts";
import { inferGraph } from "./infer_graph.ts";
import type { Attribute, Model, Node, Tensor, ValueInfo } from "./messages.ts";
import { IR_VERSION, operatorOf, OPSET_VERSION } from "./operators.ts";
import { parseFormal } from "./operators/operator.ts";
import { type NamedOutput, nameOutputs } from "./name_outputs.ts";
import { createTensor, sameTensor, type TensorContent } from "./tensor.ts";

type Output = NamedOutput & { readonly shape: BatchShape; readonly doc?: string | undefined };

/** Starts an empty graph of this name at opset 17. */
export function createGraph(name: string): GraphBuilder {
  const inputs: ValueInfo[] = [], nodes: Node[] = [], outputs: Output[] = [];
  const initializers = new Map<ValueName, Tensor>();
  const nodeNames = new Set<string>();
  const valueNames = new Set<ValueName>();

  const declare =
    (elementType: ElementType) => (name: ValueName, shape: BatchShape, doc?: string) => {
      inputs.push(valueInfo(name, { elementType, shape, doc }));
      valueNames.add(name);
      return name;
    };

  const store = (name: ValueName, content: TensorContent) => {
    const tensor = createTensor(name, content);
    const before = initializers.get(name);
    if (before !== undefined && !sameTensor(before, tensor)) {
      throw new RangeError(
        `Cannot store initializer "${name}" twice with different content: give it another name`,
      );
    }
    if (before === undefined) initializers.set(name, tensor);
    valueNames.add(name);
    return name;
  };

  return {
    input: declare("float"),
    integerInput: declare("int64"),
    node(operator, inputs, { attributes = {}, name = operator, outputs } = {}) {
      const attribute = attributesOf(operator, { name, attributes });
      const nodeName = unique(name, { taken: nodeNames, suffix: operator });
      const output = outputs ??
        outputNames(operator, nodeName).map((each) =>
          unique(each, { taken: valueNames, suffix: "output" })
        );
      nodeNames.add(nodeName);
      for (const each of output) valueNames.add(each);
      nodes.push({ input: inputs, output, name: nodeName, opType: operator, attribute });
      return output[0];
    },
    initializer: store,
    scalar: (value) =>
      store(`float(${Object.is(value, -0) ? "-0" : value})`, {
        shape: [],
        values: Float32Array.of(value),
      }),
    integers: (values) =>
      store(`int64[${values}]`, {
        shape: [values.length],
        values: BigInt64Array.from(values, BigInt),
      }),
    output: (value, name, shape, doc) => void outputs.push({ value, name, shape, doc }),
    finish({ producerName, producerVersion, docString, metadata = {} }) {
      const model: Model = {
        irVersion: IR_VERSION,
        producerName,
        producerVersion,
        ...(docString !== undefined && { docString }),
        graph: {
          node: nameOutputs(nodes, outputs),
          name,
          initializer: [...initializers.values()],
          input: inputs,
          output: [],
          valueInfo: [],
        },
        opsetImport: [{ domain: "", version: OPSET_VERSION }],
        metadataProps: Object.keys(metadata).sort().map((key) => ({ key, value: metadata[key] })),
      };
      const { values } = inferGraph(model.graph);
      const output = outputs.map(({ name, shape, doc }) =>
        valueInfo(name, { elementType: values.get(name)?.elementType ?? "float", shape, doc })
      );
      const finished = { ...model, graph: { ...model.graph, output } };
      checkModel(finished);
      return finished;
    },
  };
}

function valueInfo(
  name: ValueName,
  { elementType, shape, doc }: {
    elementType: ElementType;
    shape: BatchShape;
    doc?: string | undefined;
  },
): ValueInfo {
  const dim = shape.map((size) =>
    typeof size === "number" ? { dimValue: size } : { dimParam: size }
  );
  const type = { tensorType: { elemType: elementTypes[elementType].code, shape: { dim } } };
  return { name, type, ...(doc !== undefined && { docString: doc }) };
}

function attributesOf(
  operator: string,
  { name, attributes }: { name: string; attributes: object },
): Attribute[] {
  const rules = operatorOf(operator)?.attributes ?? {};
  return Object.entries(attributes).filter(([, value]) => value !== undefined).map(
    ([key, value]) => {
      if (!Object.hasOwn(rules, key)) {
        throw new TypeError(`Cannot add node "${name}": ${operator} has no attribute "${key}"`);
      }
      return createAttribute(key, { kind: rules[key].kind, value });
    },
  );
}

/** The outputs of a node under its name: the name itself where there is one output. */
function outputNames(operator: string, nodeName: string): ValueName[] {
  const formals = (operatorOf(operator)?.outputs ?? []).map(parseFormal);
  const always = formals.filter(({ occurs }) => occurs !== "optional");
  return always.length === 1 ? [nodeName] : always.map(({ name }) => `${nodeName}.${name}`);
}

/** The name if it is free, else `name/suffix`, `name/suffix_2`, … */
function unique(
  name: string,
  { taken, suffix }: { taken: ReadonlySet<string>; suffix: string },
): string {
  let free = name;
  for (let i = 1; taken.has(free); i++) free = `${name}/${suffix}${i === 1 ? "" : `_${i}`}`;
  return free;
}

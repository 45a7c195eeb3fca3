import fc from "fast-check";
import { toOnnx } from "../../src/export/mod.ts";
import {
  type Attribute,
  decodeModel,
  encodeModel,
  type Graph,
  type Model,
  type Node,
} from "../../src/onnx/mod.ts";
import { operators } from "../../src/onnx/operators.ts";
import { smallModels, withParams } from "../training/small_models.ts";
import "../start_backend.ts";

const options = { name: "small", description: "", version: "1.2.3", metadata: {} };

/** Files as training leaves them: dense, convolutional, variational, sparse, with switches. */
export const files: readonly Uint8Array[] = [
  "images, flattened and shaped anew",
  "a conditional variational code and a Gaussian likelihood",
  "a top-k dictionary with a pre-bias",
  "strided convolutions and their tied mirrors",
  "pooling and unpooling by switches",
  "channels normalised, pooled and repeated",
].flatMap((name) => {
  const { plan, params } = withParams(smallModels[name]);
  return Object.values(toOnnx(plan, params, options));
});

/** The places of a list that a mutation may change: nothing outside of it. */
const at = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const file = fc.constantFrom(...files);
const pick = <T>(list: readonly T[], where: number) => list[Math.floor(where * list.length)];

/** Weights fill the middle of most files: what else there is lies at both ends. */
const place = fc.oneof(at, at.map((x) => x ** 8), at.map((x) => (1 - x ** 8) * (1 - 1e-9)));
/** Flips, inserts, deletes and splices bytes. */
const edit = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      at: place,
      remove: fc.constant(1),
      insert: fc.uint8Array({ minLength: 1, maxLength: 1 }),
    }),
  },
  fc.record({ at: place, remove: fc.constant(0), insert: fc.uint8Array({ maxLength: 8 }) }),
  fc.record({ at: place, remove: fc.nat(64), insert: fc.constant(new Uint8Array()) }),
  fc.record({ at: place, remove: fc.nat(64), from: file, start: at, length: fc.nat(64) }).map(
    ({ from, start, length, ...rest }) => {
      const first = Math.floor(start * from.length);
      return { ...rest, insert: from.slice(first, first + length) };
    },
  ),
);
/** A change of a file. */
export type Mutation = (bytes: Uint8Array) => Uint8Array<ArrayBuffer>;

/** A few edits of the bytes of a file. */
export const damage: fc.Arbitrary<Mutation> = fc.array(edit, { minLength: 1, maxLength: 3 }).map(
  (edits) => (bytes) =>
    edits.reduce((before, { at, remove, insert }) => {
      const cut = Math.floor(at * before.length);
      const end = Math.min(cut + remove, before.length);
      const after = new Uint8Array(before.length + insert.length - (end - cut));
      after.set(before.subarray(0, cut));
      after.set(insert, cut);
      after.set(before.subarray(end), cut + insert.length);
      return after;
    }, bytes.slice()),
);
/** A file after a few edits of its bytes. */
export const damaged = fc.tuple(file, damage).map(([bytes, mutate]) => mutate(bytes));

/** Numbers that break what counts with them. */
const integer = fc.oneof(
  fc.integer({ min: -3, max: 9 }),
  fc.constantFrom(2 ** 16, 2 ** 31 - 1, 2 ** 31, 2 ** 40, 2 ** 53 - 1, -(2 ** 31), -(2 ** 53 - 1)),
);

type Change = (model: Model) => Model;
const inGraph = (change: (graph: Graph) => Partial<Graph>): Change => (model) => ({
  ...model,
  graph: { ...model.graph, ...change(model.graph) },
});
const replaced = <T>(list: readonly T[], where: number, change: (old: T) => T) => {
  const index = Math.floor(where * list.length);
  return list.map((old, i) => i === index ? change(old) : old);
};
const withAttribute = (node: Node, where: number, change: (old: Attribute) => Attribute) => ({
  ...node,
  attribute: replaced(node.attribute, where, change),
});

/** Mutations that keep the file well-formed. */
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(at, at, at).map(([a, b, c]) =>
    inGraph(({ node }) => {
      const names = node.flatMap(({ input, output }) => [...input, ...output]);
      const name = pick(names, b);
      return {
        node: replaced(node, a, (old) => ({ ...old, input: replaced(old.input, c, () => name) })),
      };
    })
  ),
  fc.tuple(at, at).map(([a, b]) =>
    inGraph(({ node }) => {
      const names = node.flatMap(({ output }) => output);
      return { node: replaced(node, a, (old) => ({ ...old, output: [pick(names, b)] })) };
    })
  ),
  fc.tuple(at, at).map(([a, b]) =>
    inGraph(({ node }) => {
      const moved = pick(node, a);
      const rest = node.filter((each) => each !== moved);
      return { node: rest.toSpliced(Math.floor(b * node.length), 0, moved) };
    })
  ),
  fc.tuple(at, at).map(([a, b]) =>
    inGraph(({ node }) => ({
      node: replaced(node, a, (old) => ({ ...old, opType: pick(node, b).opType })),
    }))
  ),
  fc.tuple(at, at, integer).map(([a, b, size]) =>
    inGraph(({ input }) => ({
      input: replaced(input, a, ({ name, type }) => {
        const { elemType, shape } = type!.tensorType;
        const dim = replaced(shape!.dim, b, () => ({ dimValue: size }));
        return { name, type: { tensorType: { elemType, shape: { dim } } } };
      }),
    }))
  ),
  fc.tuple(at, at, integer).map(([a, b, size]) =>
    inGraph(({ initializer }) => ({
      initializer: replaced(
        initializer,
        a,
        (old) => ({ ...old, dims: replaced(old.dims, b, () => size) }),
      ),
    }))
  ),
  // The values of shapes, axes and pads.
  fc.tuple(at, at, integer).map(([a, b, value]) =>
    inGraph(({ initializer }) => {
      const integers = initializer.filter(({ dataType }) => dataType === 7);
      const chosen = pick(integers, a);
      return {
        initializer: initializer.map((old) => {
          if (old !== chosen || !old.rawData?.length) return old;
          const values = new BigInt64Array(old.rawData.slice().buffer);
          values[Math.floor(b * values.length)] = BigInt(value);
          return { ...old, rawData: new Uint8Array(values.buffer) };
        }),
      };
    })
  ),
  fc.tuple(at, at, at, integer).map(([a, b, c, value]) =>
    inGraph(({ node }) => {
      const chosen = pick(node.filter(({ attribute }) => attribute.length > 0), a);
      return {
        node: node.map((old) =>
          old !== chosen ? old : withAttribute(old, b, (attribute) => ({
            ...attribute,
            ...(attribute.i !== undefined && { i: value }),
            ...(attribute.f !== undefined && { f: value }),
            ints: replaced(attribute.ints, c, () => value),
          }))
        ),
      };
    })
  ),
  fc.tuple(at, at, fc.integer({ min: 0, max: 14 })).map(([a, b, type]) =>
    inGraph(({ node }) => ({
      node: replaced(node, a, (old) => withAttribute(old, b, (each) => ({ ...each, type }))),
    }))
  ),
);
/** Names that mean something to objects, to texts or to nobody. */
const oddName = fc.constantFrom(
  "__proto__",
  "constructor",
  "toString",
  "",
  "code",
  "two\nlines",
  "\u202e",
  "x".repeat(5000),
);
const renamed = fc.tuple(at, oddName).map(([a, to]) =>
  inGraph(({ node, input, output, initializer }) => {
    const names = [...input, ...output, ...initializer].map(({ name }) => name ?? "");
    const from = pick([...names, ...node.flatMap((each) => each.output)], a);
    const name = (old?: string) => old === from ? to : old ?? "";
    const rename = <T extends { readonly name?: string }>(list: readonly T[]) =>
      list.map((old) => ({ ...old, name: name(old.name) }));
    return {
      input: rename(input),
      output: rename(output),
      initializer: rename(initializer),
      node: node.map((old) => ({
        ...old,
        input: old.input.map(name),
        output: old.output.map(name),
      })),
    };
  })
);
const anyOperator = fc.tuple(at, fc.constantFrom(...Object.keys(operators)), fc.boolean()).map((
  [a, opType, bare],
) =>
  inGraph(({ node }) => ({
    node: replaced(node, a, (old) => ({ ...old, opType, ...(bare && { attribute: [] }) })),
  }))
);
/** Any of them. */
const anyChange = fc.oneof({ weight: 6, arbitrary: change }, renamed, anyOperator);
/** Without the declared shapes of outputs, which would give most changes of shapes away. */
const undeclared = inGraph(({ output }) => ({
  output: output.map(({ name, type }) => ({
    name,
    type: { tensorType: { elemType: type!.tensorType.elemType } },
  })),
}));
/** Changes of the graph of a file that keep it well-formed. */
export const alteration: fc.Arbitrary<Mutation> = fc.tuple(
  fc.boolean(),
  fc.array(anyChange, { minLength: 1, maxLength: 2 }),
).map(([declared, changes]) => (bytes) =>
  encodeModel(
    [...(declared ? [] : [undeclared]), ...changes].reduce(
      (model, each) => each(model),
      decodeModel(bytes, "whole"),
    ),
  )
);
/** A well-formed file whose graph is not that of training. */
export const altered = fc.tuple(file, alteration).map(([bytes, mutate]) => mutate(bytes));

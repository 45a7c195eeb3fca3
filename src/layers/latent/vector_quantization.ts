import * as tf from "@tensorflow/tfjs";
import { inScope } from "../../kernels/mod.ts";
import { z } from "zod";
import { formatShape, type Shape } from "../../core/shape.ts";
import { nextCodebook } from "./codebook.ts";
import type { ApplyContext } from "../contract/contexts.ts";
import { defineLayer } from "../contract/layer.ts";
import type { OwnParam, ParamSpec } from "../contract/param_spec.ts";

const TYPE = "vector_quantization";

const schema = z.strictObject({
  type: z.literal(TYPE),
  /** The number of entries of the codebook. */
  entries: z.int().min(2),
  /** The size of an entry; that of the last axis unless given. */
  size: z.int().positive().optional(),
  /**
   * The mover of the entries: running averages of their vectors, or the penalty of the same name.
   */
  learning: z.enum(["average", "gradient"]).optional(),
  /** The share of the running averages that a step keeps. */
  decay: z.number().min(0).lt(1).optional(),
  /** An entry starts anew when it is used less than this share of an even use; 0, never. */
  restart: z.number().min(0).lt(1).optional(),
});

type Spec = z.infer<typeof schema>;

const DEFAULTS = { learning: "average", decay: 0.99, restart: 0.1 } as const;

/**
 * Vector quantisation, y = the entry eₙ with the least ‖z − eₙ‖, of equal ones the first, for each
 * vector z of d values along the last axis.
 *
 * Input and output [B, …, C], codebook [N, d], where d divides C; [C / d] vectors share the codebook.
 * The gradient of the output goes to the input as it is (straight through). It gives `input` and
 * `quantized`, both of the input's shape, to the penalty of its name; the gradient of `quantized` goes
 * to the codebook. In training it keeps in `count` [N] and `sum` [N, d] how entries are used (see
 * `nextCodebook`). Entries start uniform in ±1 / N and, unless `restart` is 0, become vectors of the
 * first batch. (Van den Oord, Vinyals and Kavukcuoglu, "Neural discrete representation learning", 2017.)
 */
export const vectorQuantization = defineLayer({
  schema,
  outputShape(spec, input) {
    const length = input.at(-1)!, size = entrySize(spec, input);
    if (length % size !== 0) {
      throw new RangeError(
        `Cannot apply "${TYPE}" to shape ${formatShape(input)}: its last axis of ${length} is no ` +
          `multiple of the ${size} values of an entry, use a size that divides ${length}`,
      );
    }
    return input;
  },
  params(spec, input) {
    const { entries, learning = DEFAULTS.learning } = spec;
    const shape = [entries, entrySize(spec, input)];
    const codebook: OwnParam = {
      shape,
      initializer: "glorot",
      // With these fans it is uniform in ±1 / N.
      fans: { fanIn: 3 * entries ** 2, fanOut: 3 * entries ** 2 },
      trainable: learning === "gradient",
    };
    const count: OwnParam = { shape: [entries], initializer: "zeros", trainable: false };
    const params: Record<string, ParamSpec> = { codebook, count };
    if (learning === "average") params.sum = { shape, initializer: "zeros", trainable: false };
    return params;
  },
  traits(spec, input) {
    const learnsByGradient = spec.learning === "gradient", size = entrySize(spec, input);
    return {
      code: { kind: "quantized", entries: spec.entries, size, learnsByGradient },
      ...(learnsByGradient && { needsPenalty: TYPE }),
    };
  },
  gives: (_spec, input) => ({
    input: { shape: input, made: "its input" },
    quantized: { shape: input, made: "entries of a codebook" },
  }),
  apply(spec, x, context) {
    const { codebook } = context.params;
    const vectors = tf.reshape(x, [-1, codebook.shape[1]!]);
    const nearest = nearestEntries(vectors, codebook);
    if (context.training) learn(spec, { vectors, nearest, context });
    const quantized = tf.reshape(tf.gather(codebook, tf.tensor1d(nearest, "int32")), x.shape);
    context.give("input", x);
    context.give("quantized", quantized);
    const straightThrough = tf.customGrad(() => ({
      value: tf.clone(quantized),
      gradFunc: (dy: tf.Tensor) => dy,
    }));
    return straightThrough(x);
  },
  emit(spec, x, { graph, path, param, inputShape }) {
    const size = entrySize(spec, inputShape), codebook = param("codebook");
    const node = (name: string) => ({ name: `${path}.${name}` });
    const isCut = size !== inputShape.at(-1);
    // A zero keeps the batch axis, also where it is empty.
    const vectors = isCut
      ? graph.node("Reshape", [x, graph.integers([0, -1, size])], node("vectors"))
      : x;
    const squares = graph.node("Mul", [codebook, codebook], node("squares"));
    const norms = graph.node("ReduceSum", [squares, graph.integers([1])], {
      ...node("norms"),
      attributes: { keepdims: 0 },
    });
    const half = graph.node("Mul", [norms, graph.scalar(0.5)], node("half_norms"));
    const columns = graph.node("Transpose", [codebook], node("columns"));
    const products = graph.node("MatMul", [vectors, columns], node("products"));
    const nearness = graph.node("Sub", [products, half], node("nearness"));
    const nearest = graph.node("ArgMax", [nearness], {
      ...node("nearest"),
      attributes: { axis: -1, keepdims: 0 },
    });
    const quantized = graph.node("Gather", [codebook, nearest], {
      name: isCut ? `${path}.entries` : path,
    });
    return isCut
      ? graph.node("Reshape", [quantized, graph.integers([0, ...inputShape])], { name: path })
      : quantized;
  },
  // Nothing undoes it: what the entries stand for is the decoder's to learn.
  mirror: () => undefined,
});

function entrySize({ size }: Spec, input: Shape): number {
  return size ?? input.at(-1)!;
}

/**
 * The index of the entry nearest to each vector, of equal ones the first: ‖z − e‖² is least where
 * z · e − ‖e‖² / 2 is largest, and that is one product for all.
 */
function nearestEntries(vectors: tf.Tensor, codebook: tf.Tensor): Int32Array<ArrayBuffer> {
  return inScope(() => {
    const products = tf.matMul(vectors as tf.Tensor2D, codebook as tf.Tensor2D, false, true);
    const halfNorms = tf.mul(tf.sum(tf.square(codebook), 1), 0.5);
    // Plain numbers: no gradient goes through a choice.
    return Int32Array.from(tf.argMax(tf.sub(products, halfNorms), 1).dataSync());
  });
}

/** Hands on what a batch makes of the codebook. */
function learn(
  spec: Spec,
  { vectors, nearest, context: { params, training } }: {
    vectors: tf.Tensor;
    nearest: Int32Array;
    context: ApplyContext;
  },
): void {
  const { decay = DEFAULTS.decay, restart = DEFAULTS.restart } = spec;
  const values = (tensor: tf.Tensor) => Float32Array.from(tensor.dataSync());
  const before = {
    codebook: values(params.codebook),
    count: values(params.count),
    ...(params.sum && { sum: values(params.sum) }),
  };
  const after = nextCodebook(before, {
    vectors: values(vectors),
    nearest,
    decay,
    restart,
    rng: training!.rng(0),
  });
  const update = (name: string, values: Float32Array) =>
    training!.update(name, tf.tensor(values, params[name].shape));
  update("count", after.count);
  if (after.sum) {
    update("sum", after.sum);
    update("codebook", after.codebook);
  } else {
    // The optimizer moves the entries too, so this says only how far new starts are from the old.
    update("codebook", after.codebook.map((value, i) => value - before.codebook[i]));
  }
}

import type { MachineParams } from "../boltzmann/mod.ts";
import { type NdArray, ndArray } from "../core/nd_array.ts";
import type { LayerMachine } from "./layer_machine.ts";

type Params = Readonly<Record<string, NdArray>>;

/**
 * The paths of what label units add to the parameters of a model: their weights [classes, H] to the hidden
 * units of its top machine, and their biases [classes].
 */
const LABELS = { weight: "labels.weight", bias: "labels.bias" } as const;

/**
 * The machine of a hidden layer with a unit for each class behind its visible ones (Hinton, Osindero and
 * Teh, "A fast learning algorithm for deep belief nets", 2006). What is the layer's own goes where it would
 * go without them, what is of the labels beside the parameters of the model.
 */
export function jointMachine(
  machine: LayerMachine,
  classes: number,
): Pick<LayerMachine, "spec" | "put"> {
  const { spec: { visible, hidden } } = machine;
  return {
    spec: { visible: { ...visible, size: visible.size + classes, classes }, hidden },
    put(whole, trained, examples) {
      const { own, labels } = apart(trained, classes);
      return { ...machine.put(whole, own, examples), ...labels };
    },
  };
}

/** The parameters of a machine with its label units, out of those beside a model's, which has some. */
export function withLabels(own: MachineParams, whole: Params): MachineParams {
  return join(own, { weight: whole[LABELS.weight], bias: whole[LABELS.bias] });
}

/** The number of label units among the parameters beside a model's; undefined without any. */
export function labelUnits(whole: Params): number | undefined {
  return whole[LABELS.bias]?.shape[0];
}

/** The parameters of a machine with label units that nothing is known of yet. */
export function withFreshLabels(own: MachineParams, classes: number): MachineParams {
  const [hidden] = own.hiddenBias.shape;
  return join(own, {
    weight: ndArray([classes, hidden], new Float32Array(classes * hidden)),
    bias: ndArray([classes], new Float32Array(classes)),
  });
}

function join(own: MachineParams, labels: { weight: NdArray; bias: NdArray }): MachineParams {
  const behind = (first: NdArray, second: NdArray) =>
    ndArray(
      [first.shape[0] + second.shape[0], ...first.shape.slice(1)],
      Float32Array.from([...first.values, ...second.values]),
    );
  return {
    weight: behind(own.weight, labels.weight),
    visibleBias: behind(own.visibleBias, labels.bias),
    hiddenBias: own.hiddenBias,
  };
}

/** The parameters of a machine without its label units, and those of the labels by their paths. */
function apart(
  { weight, visibleBias, hiddenBias }: MachineParams,
  classes: number,
): { own: MachineParams; labels: Params } {
  const [size, hidden] = weight.shape, rows = size - classes;
  return {
    own: {
      weight: ndArray([rows, hidden], weight.values.slice(0, rows * hidden)),
      visibleBias: ndArray([rows], visibleBias.values.slice(0, rows)),
      hiddenBias,
    },
    labels: {
      [LABELS.weight]: ndArray([classes, hidden], weight.values.slice(rows * hidden)),
      [LABELS.bias]: ndArray([classes], visibleBias.values.slice(rows)),
    },
  };
}

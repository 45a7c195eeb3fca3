import { faultsOf } from "./check_model.ts";
import { costFault } from "./cost_fault.ts";
import { decodeModel } from "./decode_model.ts";
import { inferGraph } from "./infer_graph.ts";
import type { Graph, Model } from "./messages.ts";
import { refusal } from "./refusal.ts";

/** A deep network has thousands; what is known of each takes a thousand bytes. */
const MOST_VALUES = 2 ** 14;

/**
 * Reads the bytes of an ONNX file that anybody may have written, for running it; `name` is how
 * errors call it.
 *
 * What comes back decodes, passes the checker, and has a size and a number of operations for a batch
 * of one that are known and bounded before it runs. Throws a SyntaxError of one sentence that names
 * the file and its first fault, before allocating anything for what the file merely claims.
 */
export function readModel(bytes: Uint8Array, name: string): Model {
  const model = decodeModel(bytes, name);
  const fault = countFault(model.graph) ?? faultOf(model);
  if (fault !== undefined) throw refusal(name, fault);
  return model;
}

function faultOf(model: Model): string | undefined {
  const inferred = inferGraph(model.graph);
  return faultsOf(model, inferred)[0] ?? costFault(model.graph, inferred.values);
}

/** The reason why a graph names too many values, or undefined. */
function countFault({ input, initializer, node }: Graph): string | undefined {
  const reads = node.reduce((sum, each) => sum + each.input.length, 0);
  const made = node.reduce((sum, each) => sum + each.output.length, 0);
  const values = input.length + initializer.length + made;
  if (values > MOST_VALUES) return `it names ${values} values, more than ${MOST_VALUES}`;
  if (reads > 4 * MOST_VALUES) {
    return `its nodes read ${reads} values, more than ${4 * MOST_VALUES}`;
  }
}

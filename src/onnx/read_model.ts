import { faultsOf } from "./check_model.ts";
import { costFault } from "./cost_fault.ts";
import { decodeModel } from "./decode_model.ts";
import { inferGraph } from "./infer_graph.ts";
import type { Model } from "./messages.ts";
import { refusal } from "./refusal.ts";

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
  const fault = faultsOf(model)[0] ?? costFault(model.graph, inferGraph(model.graph).values);
  if (fault !== undefined) throw refusal(name, fault);
  return model;
}

/**
 * The ONNX format: models as plain data, a builder that writes graphs, a bounded reader and a
 * checker, at opset 17 and IR version 8. It knows no layers and no runtime.
 */
export type { AttributeValue } from "./attribute.ts";
export { checkModel, faultsOf } from "./check_model.ts";
export { createAttribute } from "./create_attribute.ts";
export { createGraph } from "./create_graph.ts";
export { decodeModel } from "./decode_model.ts";
export { encodeModel } from "./encode_model.ts";
export type { BatchShape, GraphBuilder, ValueName } from "./graph_builder.ts";
export { elementTypeOf, elementTypes } from "./element_type.ts";
export { inferGraph } from "./infer_graph.ts";
export { attributesOfNode, type ValueType } from "./infer_node.ts";
export type { Attribute, Graph, Model, Node, Tensor, ValueInfo } from "./messages.ts";
export { nodeTitle } from "./node_title.ts";
export { type OperatorName, operatorOf } from "./operators.ts";
export { transposedAxes, windowAxes, type WindowAxis } from "./operators/windows.ts";
export { readModel } from "./read_model.ts";
export { floatsOf, integersOf, type TensorContent } from "./tensor.ts";

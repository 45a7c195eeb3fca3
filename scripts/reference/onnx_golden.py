"""Writes tests/golden/onnx_* with the official library: python3 onnx_golden.py OUTPUT_FOLDER

onnx_schemas.jsonl  what the standard says of each operator that src/onnx/operators.ts lists
onnx_shapes.jsonl   the output shapes that the library infers for single nodes
onnx_storage.onnx   initializers in the fields of numbers that the format allows besides raw_data
onnx_mlp.onnx       a small network, to compare byte for byte
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, defs, helper, numpy_helper, shape_inference

OPSET = 17
TYPES = {"float": TensorProto.FLOAT, "int64": TensorProto.INT64, "bool": TensorProto.BOOL}
KNOWN = ["float", "int32", "int64", "bool"]
# Smaller weights become floats by a Cast.
WIDER = {("Cast", "T1"): ["int8", "float16"]}
KINDS = {"FLOAT": "float", "INT": "int", "STRING": "string", "TENSOR": "tensor",
         "FLOATS": "floats", "INTS": "ints"}
OPERATORS = """Abs Add And ArgMax AveragePool BatchNormalization Cast Clip Concat Constant Conv
ConvTranspose Div Elu Equal Erf Exp Expand Flatten Floor Gather GatherElements Gemm
GlobalAveragePool Greater GreaterOrEqual HardSigmoid Identity LayerNormalization LeakyRelu Less
Log LogSoftmax MatMul Max MaxPool Min Mul Neg Not PRelu Pad Pow ReduceMax ReduceMean ReduceSum
Relu Reshape Resize Round ScatterElements Selu Shape Sigmoid Sign Slice Softmax Softplus Softsign
Split Sqrt Squeeze Sub Tanh TopK Transpose Unsqueeze Where""".split()


def schema(name):
    found = defs.get_schema(name, OPSET, "")
    allowed = {c.type_param_str: [t for t in KNOWN + WIDER.get((name, c.type_param_str), [])
                                  if f"tensor({t})" in c.allowed_type_strs]
               for c in found.type_constraints}

    def values(formals):
        out = []
        for f in formals:
            occurs = str(f.option).split(".")[-1].lower()
            fixed = f.typeStr[7:-1] if f.typeStr.startswith("tensor(") else None
            out.append([occurs, [fixed] if fixed else allowed[f.typeStr]])
        return out

    attributes = {}
    for attribute in found.attributes.values():
        kind = KINDS.get(str(attribute.type).split(".")[-1])
        if name == "Constant" and attribute.name != "value":
            continue
        default = attribute.default_value
        value = helper.get_attribute_value(default) if default.name else None
        attributes[attribute.name] = [
            kind, attribute.required, value.decode() if isinstance(value, bytes) else value]
    return {"operator": name, "since": found.since_version, "inputs": values(found.inputs),
            "outputs": values(found.outputs), "attributes": attributes}


# operator, inputs (a shape, or a list of constants), attributes, number of outputs
B = "batch"
SHAPES = [
    ("Gemm", [[B, 4], [3, 4], [3]], {"transB": 1}, 1),
    ("Gemm", [[4, B], [4, 3]], {"transA": 1}, 1),
    ("MatMul", [[B, 2, 4], [4, 3]], {}, 1),
    ("MatMul", [[5, 1, 2, 4], [6, 4, 3]], {}, 1),
    ("Add", [[B, 4], [4]], {}, 1),
    ("Mul", [[B, 1, 5], [3, 1]], {}, 1),
    ("Where", [("bool", [B, 1]), [1, 3], []], {}, 1),
    ("Max", [[B, 3], [3], []], {}, 1),
    ("Greater", [[B, 3], [B, 3]], {}, 1),
    ("Softmax", [[B, 3]], {"axis": -1}, 1),
    ("Clip", [[B, 3], []], {}, 1),
    ("Cast", [[B, 3]], {"to": TensorProto.INT64}, 1),
    ("BatchNormalization", [[B, 3, 5, 5], [3], [3], [3], [3]], {}, 1),
    ("LayerNormalization", [[B, 3, 4], [4]], {"axis": -1}, 3),
    ("Flatten", [[B, 3, 4, 5]], {"axis": 1}, 1),
    ("Flatten", [[2, 3, 4, 5]], {"axis": -2}, 1),
    ("Reshape", [[B, 12], ("const", [0, 3, -1])], {}, 1),
    ("Reshape", [[6, 4], ("const", [2, -1])], {}, 1),
    ("Transpose", [[B, 3, 4, 5]], {"perm": [0, 3, 1, 2]}, 1),
    ("Transpose", [[B, 3, 4]], {}, 1),
    ("Concat", [[B, 3], [B, 4]], {"axis": -1}, 1),
    ("Split", [[B, 7], ("const", [3, 4])], {"axis": 1}, 2),
    ("Split", [[B, 6]], {"axis": 1}, 3),
    ("Unsqueeze", [[B, 3], ("const", [1, -1])], {}, 1),
    ("Squeeze", [[B, 1, 3, 1], ("const", [1, -1])], {}, 1),
    ("Squeeze", [[2, 1, 3, 1]], {}, 1),
    ("Expand", [[2, 1], ("const", [3, 1, 4])], {}, 1),
    ("Shape", [[B, 3, 4]], {"start": 1}, 1),
    ("Slice", [[B, 10], ("const", [1]), ("const", [-2]), ("const", [1]), ("const", [3])], {}, 1),
    ("Slice", [[10, 10], ("const", [-1]), ("const", [-100]), ("const", [0]), ("const", [-2])], {}, 1),
    ("Pad", [[B, 3, 5], ("const", [0, 0, 1, 0, 0, 2])], {}, 1),
    ("Conv", [[B, 3, 28, 28], [8, 3, 3, 3], [8]], {"pads": [1, 1, 1, 1], "strides": [2, 2]}, 1),
    ("Conv", [[B, 4, 9, 9], [8, 2, 3, 3]], {"group": 2, "dilations": [2, 2]}, 1),
    ("Conv", [[B, 4, 9, 9], [8, 4, 3, 3]], {"auto_pad": "SAME_UPPER", "strides": [2, 2]}, 1),
    ("ConvTranspose", [[B, 8, 7, 7], [8, 3, 3, 3]],
     {"strides": [2, 2], "pads": [1, 1, 1, 1], "output_padding": [1, 1]}, 1),
    ("ConvTranspose", [[B, 8, 7, 7], [8, 3, 4, 4]], {"group": 2}, 1),
    ("MaxPool", [[B, 3, 28, 28]], {"kernel_shape": [2, 2], "strides": [2, 2]}, 2),
    ("MaxPool", [[B, 3, 7, 7]], {"kernel_shape": [2, 2], "strides": [2, 2], "ceil_mode": 1}, 1),
    ("AveragePool", [[B, 3, 7, 7]], {"kernel_shape": [3, 3]}, 1),
    ("GlobalAveragePool", [[B, 3, 7, 7]], {}, 1),
    ("ReduceSum", [[B, 3, 4], ("const", [-1])], {"keepdims": 0}, 1),
    ("ReduceSum", [[B, 3, 4]], {}, 1),
    ("ReduceMean", [[B, 3, 4]], {"axes": [1, 2]}, 1),
    ("ReduceMax", [[B, 3, 4]], {"axes": [1], "keepdims": 0}, 1),
    ("ArgMax", [[B, 10]], {"axis": 1, "keepdims": 0}, 1),
    ("TopK", [[B, 10], ("const", [4])], {}, 2),
    ("Gather", [[10, 4], ("int64", [B, 2])], {}, 1),
    ("GatherElements", [[B, 4], ("int64", [B, 2])], {"axis": 1}, 1),
    ("ScatterElements", [[B, 4], ("int64", [B, 2]), [B, 2]], {"axis": 1}, 1),
]


def inferred(operator, inputs, attributes, count):
    values, initializers = [], []
    for i, value in enumerate(inputs):
        kind, content = value if isinstance(value, tuple) else ("float", value)
        if kind == "const":
            initializers.append(numpy_helper.from_array(np.array(content, np.int64), f"x{i}"))
        else:
            values.append(helper.make_tensor_value_info(f"x{i}", TYPES[kind], content))
    outputs = [f"y{i}" for i in range(count)]
    node = helper.make_node(operator, [f"x{i}" for i in range(len(inputs))], outputs, **attributes)
    graph = helper.make_graph(
        [node], "one", values, [onnx.ValueInfoProto(name=name) for name in outputs], initializers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
    shapes = []
    for value in shape_inference.infer_shapes(model, True, True, True).graph.output:
        dims = value.type.tensor_type.shape.dim
        shapes.append([d.dim_value if d.HasField("dim_value") else d.dim_param or None
                       for d in dims])
    return {"operator": operator, "attributes": attributes, "outputs": shapes, "inputs": [
        list(v) if isinstance(v, tuple) else ["float", v] for v in inputs]}


def storage():
    """One initializer for each element type and each way to store it."""
    tensors = [
        helper.make_tensor("float.data", TensorProto.FLOAT, [3], [0.5, -1.25, 3e38]),
        helper.make_tensor("int64.data", TensorProto.INT64, [3], [1, -2, 2**63 - 1]),
        helper.make_tensor("int32.data", TensorProto.INT32, [2], [7, -8]),
        helper.make_tensor("uint8.data", TensorProto.UINT8, [2], [0, 255]),
        helper.make_tensor("int8.data", TensorProto.INT8, [2], [-128, 127]),
        helper.make_tensor("bool.data", TensorProto.BOOL, [3], [True, False, True]),
        helper.make_tensor("float16.data", TensorProto.FLOAT16, [2], [1.0, -2.5]),
        helper.make_tensor("double.data", TensorProto.DOUBLE, [2], [0.1, -1e300]),
        helper.make_tensor("empty.data", TensorProto.FLOAT, [0, 3], []),
        helper.make_tensor("scalar.data", TensorProto.FLOAT, [], [2.5]),
        numpy_helper.from_array(np.array([0.5, -1.25, 3e38], np.float32), "float.raw"),
        numpy_helper.from_array(np.array([1, -2, 2**63 - 1], np.int64), "int64.raw"),
    ]
    graph = helper.make_graph([], "storage", [], [], tensors)
    return model_of(graph)


def mlp():
    """What the builder's test writes, written by the official library."""
    tensors = [
        numpy_helper.from_array(np.arange(12, dtype=np.float32).reshape(4, 3) / 8, "encoder.0.weight"),
        numpy_helper.from_array(np.array([1, 2, 3], np.float32), "encoder.0.bias"),
        numpy_helper.from_array(np.array([0, 3, 1], np.int64), "int64[0,3,1]"),
    ]
    nodes = [
        helper.make_node("Gemm", ["input", "encoder.0.weight", "encoder.0.bias"], ["encoder.0"],
                         "encoder.0"),
        helper.make_node("LeakyRelu", ["encoder.0"], ["encoder.1"], "encoder.1", alpha=0.1),
        helper.make_node("Reshape", ["encoder.1", "int64[0,3,1]"], ["code"], "encoder.2"),
    ]
    graph = helper.make_graph(
        nodes, "mlp",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["batch", 4], "A batch.")],
        [helper.make_tensor_value_info("code", TensorProto.FLOAT, ["batch", 3, 1])], tensors)
    model = model_of(graph)
    helper.set_model_props(model, {"a": "1", "ü": "2"})
    return model


def model_of(graph):
    return helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8,
        producer_name="isthmus", producer_version="0.1.0")


def write_lines(path, records):
    path.write_text("".join(json.dumps(record) + "\n" for record in records))


def main(folder):
    folder = Path(folder)
    write_lines(folder / "onnx_schemas.jsonl", map(schema, OPERATORS))
    write_lines(folder / "onnx_shapes.jsonl", (inferred(*case) for case in SHAPES))
    (folder / "onnx_storage.onnx").write_bytes(storage().SerializeToString())
    (folder / "onnx_mlp.onnx").write_bytes(mlp().SerializeToString())


if __name__ == "__main__":
    main(sys.argv[1])

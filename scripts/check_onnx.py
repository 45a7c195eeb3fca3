"""Checks ONNX files with the official library: python3 check_onnx.py FILE_OR_FOLDER...

Prints a line for each file. Exit codes: 0 all are good, 1 a file is at fault, 2 wrong usage,
3 python3-onnx is not installed.
"""

import sys
from pathlib import Path

OPSET = 17
IR_VERSION = 8


def find(paths):
    """Every .onnx file that the paths name or hold, sorted."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from sorted(path.rglob("*.onnx"))
        else:
            yield path


def fault_of(path, onnx):
    """What is wrong with a file, or None."""
    try:
        model = onnx.load(str(path), load_external_data=False)
        onnx.checker.check_model(model, full_check=True)
        onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True, data_prop=True)
    except Exception as error:  # The library has no common base class for its errors.
        return " ".join(str(error).split()) or type(error).__name__
    opsets = [entry.version for entry in model.opset_import if entry.domain in ("", "ai.onnx")]
    if opsets != [OPSET]:
        return f"its opset is {opsets}, expected {OPSET}"
    if model.ir_version != IR_VERSION:
        return f"its IR version is {model.ir_version}, expected {IR_VERSION}"
    return None


def main(paths):
    try:
        import onnx
        import onnx.shape_inference
    except ImportError:
        print("skipped: python3-onnx is not installed")
        return 3
    files = list(find(paths))
    if not files:
        print("Cannot check: no .onnx file was given", file=sys.stderr)
        return 2
    faults = 0
    for path in files:
        fault = fault_of(path, onnx)
        faults += fault is not None
        print(f"{path}: {'ok' if fault is None else fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

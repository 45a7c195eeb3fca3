"""A client of the Open Inference Protocol v2 that shares nothing with the toolkit: urllib and NumPy.

Asks a model for its metadata, then for the outputs of random inputs in each form that the protocol has:
JSON flat and nested, tensors as bytes in one or both directions, and bytes alone. All must agree bit for
bit. Prints the outputs as JSON, with the inputs, for whoever wants to compute them again.

    infer_client.py http://127.0.0.1:8080 MODEL [ROWS]
"""
import json
import sys
import urllib.request

try:
    import numpy
except ImportError:
    sys.exit(3)

LENGTH = "Inference-Header-Content-Length"
base, model = sys.argv[1].rstrip("/"), sys.argv[2]
rows = int(sys.argv[3]) if len(sys.argv) > 3 else 3


def ask(path, body=None, headers={}):
    request = urllib.request.Request(f"{base}/v2/{path}", data=body, headers=headers)
    with urllib.request.urlopen(request) as response:
        return response.read(), response.headers.get(LENGTH)


def read(body, length):
    """The outputs of an answer as arrays, whichever form each of them has."""
    at = len(body) if length is None else int(length)
    outputs = {}
    for output in json.loads(body[:at])["outputs"]:
        size = output.get("parameters", {}).get("binary_data_size")
        if size is None:
            values = numpy.array(output["data"], numpy.float32)
        else:
            values = numpy.frombuffer(body[at:at + size], "<f4")
            at += size
        outputs[output["name"]] = values.reshape(output["shape"])
    assert length is None or at == len(body), "bytes are left over"
    return outputs


def infer(head, tail=b""):
    start = json.dumps(head).encode()
    headers = {LENGTH: str(len(start))} if tail else {}
    return read(*ask(f"models/{model}/infer", start + tail, headers))


metadata = json.loads(ask(f"models/{model}")[0])
(spec,) = metadata["inputs"]
assert spec["datatype"] == "FP32" and spec["shape"][0] == -1
names = [output["name"] for output in metadata["outputs"]]
x = numpy.random.default_rng(7).random([rows, *spec["shape"][1:]], numpy.float32)

as_json = {"name": spec["name"], "datatype": "FP32", "shape": list(x.shape), "data": x.ravel().tolist()}
as_bytes = {**as_json, "parameters": {"binary_data_size": x.nbytes}}
del as_bytes["data"]
tail = x.astype("<f4").tobytes()
wanted = [{"name": name, "parameters": {"binary_data": True}} for name in names]

expected = infer({"inputs": [as_json]})
answers = {
    "nested": infer({"inputs": [{**as_json, "data": x.tolist()}]}),
    "bytes back": infer({"inputs": [as_json], "outputs": wanted}),
    "bytes there": infer({"inputs": [as_bytes]}, tail),
    "bytes both ways": infer({"inputs": [as_bytes], "parameters": {"binary_data_output": True}}, tail),
}
for form, answer in answers.items():
    assert answer.keys() == expected.keys(), form
    for name, values in expected.items():
        assert values.tobytes() == answer[name].tobytes(), f"{form}: {name}"
for row in range(rows):
    alone = x[row].astype("<f4").tobytes()
    answer = read(*ask(f"models/{model}/infer", alone, {LENGTH: "0"}))
    for name, values in expected.items():
        assert values[row].tobytes() == answer[name].tobytes(), f"alone: {name} of row {row}"
print(json.dumps({
    "forms": len(answers) + 2,
    "inputs": x.ravel().tolist(),
    "outputs": {name: values.ravel().tolist() for name, values in expected.items()},
}))

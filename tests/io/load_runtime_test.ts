import { assertEquals, assertRejects } from "@std/assert";
import { isAtLeast, loadRuntime, needOnnxRuntime } from "../../src/io/load_runtime.ts";
import { openSession } from "../../src/inference/open_session.ts";

Deno.test("a version is at least another by its numbers, not by its letters", () => {
  const cases: [version: string, least: string, expected: boolean][] = [
    ["1.22.0", "1.22.0", true],
    ["1.30.0", "1.22.0", true],
    ["1.9.0", "1.22.0", false],
    ["1.21.1", "1.22.0", false],
    ["2.0.0", "1.22.0", true],
    ["1.23.0-dev.1", "1.22.0", true],
    ["0", "1.22.0", false],
  ];
  for (const [version, least, expected] of cases) {
    assertEquals(isAtLeast(version, least), expected, `${version} beside ${least}`);
  }
});

Deno.test("where ONNX Runtime is installed it is the one that runs models", async () => {
  assertEquals(await loadRuntime(), await import("onnxruntime-node"));
  assertEquals(await needOnnxRuntime("Cannot do this"), await loadRuntime());
});

Deno.test("an ONNX Runtime that does not say which inputs a model has is refused in one sentence", async () => {
  const { Tensor } = await loadRuntime();
  const old = { inputNames: ["input"], release: () => Promise.resolve() };
  const InferenceSession = { create: () => Promise.resolve(old as never) };
  await assertRejects(
    () =>
      openSession("model.onnx", {
        ort: { Tensor, InferenceSession },
        folder: () => Promise.resolve(new Uint8Array()),
        session: {},
      }),
    Error,
    "Cannot load an autoencoder: this ONNX Runtime is too old, expected 1.22 or newer",
  );
});

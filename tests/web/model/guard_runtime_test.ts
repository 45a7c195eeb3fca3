import { assertEquals, assertRejects } from "@std/assert";
import { loadAutoencoder } from "../../../src/inference/mod.ts";
import { guardRuntime } from "../../../src/web/model/guard_runtime.ts";
import { runtimes } from "../../onnx/runtimes.ts";
import { folders } from "../untrusted/folders.ts";
import { readFrom, useFolder } from "../untrusted/use_folder.ts";

const { "onnxruntime-web": ort } = runtimes;

Deno.test("models that are loaded and run at once, each by a guard of its own, give what they give alone", async () => {
  const alone = [];
  for (const files of folders) {
    alone.push(await useFolder({ runtime: guardRuntime(ort), session: {} }, files));
  }
  // Without turns the sessions write over each other, and the module traps.
  const together = await Promise.all(
    folders.map((files) => useFolder({ runtime: guardRuntime(ort), session: {} }, files)),
  );
  assertEquals(together, alone);
});

Deno.test("a file that the reader refuses never reaches the runtime", async () => {
  let asked = 0;
  const runtime = guardRuntime({
    Tensor: ort.Tensor,
    InferenceSession: {
      create(bytes, options) {
        asked++;
        return ort.InferenceSession.create(bytes, options);
      },
    },
  });
  const [files] = folders;
  await using _whole = await loadAutoencoder(runtime, readFrom(files));
  assertEquals(asked, 2);
  const cut = files["onnx/decoder_model.onnx"].slice(0, -1);
  await assertRejects(
    () => loadAutoencoder(runtime, readFrom({ ...files, "onnx/decoder_model.onnx": cut })),
    Error,
    "Cannot load an autoencoder: onnx/decoder_model.onnx was refused by the runtime: Cannot read",
  );
  assertEquals(asked, 2);
});

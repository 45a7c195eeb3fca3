import { assertEquals, assertMatch } from "@std/assert";
import { createGraph, encodeModel } from "../../../src/onnx/mod.ts";
import { switchFiles } from "../../inference/models.ts";
import { engines } from "./engines.ts";
import type { Files } from "./folders.ts";
import { useFolder } from "./use_folder.ts";

/** The folder of switches, its encoder sending every value to this place of 4. */
function sendingTo(place: number): Files {
  const encoder = createGraph("encoder");
  const input = encoder.input("input", ["batch", 4]);
  encoder.node("TopK", [input, encoder.integers([2])], { outputs: ["code", "places"] });
  encoder.output("code", "code", ["batch", 2]);
  const table = encoder.integers(Array(4).fill(place));
  encoder.output(encoder.node("Gather", [table, "places"]), "switches.0", ["batch", 2]);
  const model = encodeModel(encoder.finish({ producerName: "test", producerVersion: "0" }));
  return { ...switchFiles(), "onnx/encoder_model.onnx": model };
}

for (const [name, engine] of Object.entries(engines)) {
  Deno.test(`switches outside of an image are refused in ${name}, and what comes after runs`, async () => {
    for (const place of [4, -5, 2 ** 31 - 1, -(2 ** 31)]) {
      const { refusal } = await useFolder(engine, sendingTo(place));
      assertMatch(refusal ?? "", /^Cannot run onnx\/decoder_model\.onnx: .*ind(ex|ices)/);
    }
    assertEquals((await useFolder(engine, sendingTo(3))).refusal, undefined);
    const whole = await useFolder(engine, switchFiles());
    assertEquals(whole.refusal, undefined);
  });
}

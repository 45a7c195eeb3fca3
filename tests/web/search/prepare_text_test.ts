import { assertEquals } from "@std/assert";
import { createPreprocessor } from "../../../src/preprocessing/mod.ts";
import { prepareText } from "../../../src/web/search/prepare_text.ts";
import { floorsOf, reachableModules } from "../../reachable_modules.ts";

Deno.test("a page prepares a text as the preprocessor of a run does, and names the words left out", async () => {
  const words = {
    vocabulary: ["launch", "orbit", "the"],
    stem: "porter",
    weights: "tf-idf",
    rarities: [2, 3, 1],
  } as const;
  const config = { kind: "text", inputShape: [3], bytesScale: 1, words };
  const { prepare } = createPreprocessor(new TextEncoder().encode(JSON.stringify(config)));
  const text = "From: me\nSubject: it\n\nLaunches, launched in orbits of zebras";
  const { values, remark, refusal } = prepareText(text, { words, functionWords: ["in", "of"] });
  assertEquals([values, refusal], [(await prepare([text])).values, undefined]);
  assertEquals(remark, "Left out of the query: zebras, not among the 3 that its encoder counts.");
  const none = prepareText("zebras of", { words, functionWords: ["in", "of"] });
  assertEquals(
    none.refusal,
    'with "zebras of": its word zebras is not among the 3 that its encoder counts',
  );
});

Deno.test("the program that counts words reaches the stemmer, and no other package", async () => {
  const modules = await reachableModules("web/search/prepare_text.ts", { packages: ["stemmer"] });
  assertEquals(floorsOf(modules), ["core", "data", "web"]);
});

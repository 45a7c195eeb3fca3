import { assertEquals, assertThrows } from "@std/assert";
import { parseConfig } from "./parse_config.ts";

Deno.test("the parser reads strings, numbers, enumerators, lists, messages with and without colon, and maps", () => {
  assertEquals(
    parseConfig(`# a comment
      name: "a \\"b\\"\\n" platform: "ensemble" max_batch_size: 8
      input { name: "x" data_type: TYPE_FP32 dims: [ 28, 28 ] dims: 1 }
      input: [ { name: "y" } ]
      ensemble_scheduling { step [ { model_name: "m" model_version: -1
        input_map { key: "k" value: "v" } input_map { key: "l" value: "v" } } ] }`),
    {
      name: 'a "b"\n',
      platform: "ensemble",
      max_batch_size: 8,
      input: [{ name: "x", data_type: "TYPE_FP32", dims: [28, 28, 1] }, { name: "y" }],
      ensemble_scheduling: {
        step: [{ model_name: "m", model_version: -1, input_map: { k: "v", l: "v" } }],
      },
    },
  );
});

const refused: [text: string, sentence: string][] = [
  ['nom: "a"', "ModelConfig has no field nom"],
  ["name: a", "name is a"],
  ["name { }", "name has no colon"],
  ['name: "a" name: "b"', "ModelConfig.name is there twice"],
  ['max_batch_size: "8"', 'max_batch_size is "8"'],
  ["max_batch_size: 2147483648", "max_batch_size is 2147483648"],
  ["dynamic_batching { max_queue_delay_microseconds: -1 }", "max_queue_delay_microseconds is -1"],
  ["input { data_type: TYPE_FLOAT }", "data_type is TYPE_FLOAT"],
  ['input { name: "x"', "input has no end"],
  ["input { dims: [ 1, 2 }", "dims has no end of its list"],
  ["max_batch_size: [ 8 ]", "max_batch_size is not repeated"],
  ["dynamic_batching { } ensemble_scheduling { }", "ModelConfig has two of scheduling_choice"],
  ["max_batch_size: 8 }", "unexpected }"],
  ["max_batch_size: 8.5", "no token: .5"],
  ['name: "a\nb"', 'no token: "a'],
];

for (const [text, sentence] of refused) {
  Deno.test(`the parser refuses ${JSON.stringify(text)}`, () => {
    assertThrows(() => parseConfig(text), SyntaxError, sentence);
  });
}

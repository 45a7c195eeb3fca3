import { assertEquals, assertThrows } from "@std/assert";
import { checkPageModel } from "../../../src/web/model/check_page_model.ts";

const small = { inputShape: [28, 28, 1], codeShape: [2] };

Deno.test("models that a page has room for pass", () => {
  for (
    const model of [
      small,
      { ...small, classes: 10 },
      { inputShape: [4096, 4096], codeShape: [64, 64, 256] },
      { inputShape: [30_000], codeShape: [2000] },
    ]
  ) assertEquals(checkPageModel(model), undefined);
});

for (
  const [what, model, why] of [
    [
      "inputs larger than any canvas",
      { ...small, inputShape: [100_000, 100_000] },
      "of inputs [100000, 100000]: a page has room for",
    ],
    ["inputs longer than any canvas", { ...small, inputShape: [100_000, 1] }, "of inputs [100000"],
    ["codes that fill the memory", { ...small, codeShape: [2 ** 26] }, "of codes [67108864]"],
    [
      "maps that are all gaps",
      { ...small, codeShape: [1, 2, 2 ** 22] },
      "of codes [1, 2, 4194304]",
    ],
    ["options without end", { ...small, classes: 2 ** 26 }, "of 67108864 classes"],
  ] as const
) {
  Deno.test(`a page refuses a model of ${what}`, () => {
    assertThrows(() => checkPageModel(model), RangeError, `Cannot show a model ${why}`);
  });
}

import { assertThrows } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import { checkCodeChoice } from "../../../src/report/pictures/choose_codes.ts";

Deno.test("a choice that does not suit the size of codes is refused before any work", () => {
  const codesOf = (codeSize: number) => ({ directory: "runs/x", codeShape: [codeSize] });
  const rng = createRng(0);
  assertThrows(
    () => checkCodeChoice({ from: "mixture", rng, count: 1 }, codesOf(1025)),
    RangeError,
    "Cannot fit a mixture to the codes of runs/x: they have 1025 values, more than 1024; use --from",
  );
  checkCodeChoice({ from: "normal", rng, count: 1 }, codesOf(1025));
  checkCodeChoice({ from: "mixture", rng, count: 1 }, codesOf(1024));
  assertThrows(
    () => checkCodeChoice({ from: "mixture", rng, grid: [2, 2] }, codesOf(3)),
    RangeError,
    "Cannot lay codes of shape [3] out on a grid: expected 2 values, not 3",
  );
});

import { assertAlmostEquals, assertEquals } from "@std/assert";
import { createRng } from "../../../src/core/rng.ts";
import { bitFigures } from "../../../src/retrieval/search/bit_figures.ts";
import { bitThreshold } from "../../../src/retrieval/search/bit_threshold.ts";
import { bitsOf } from "../../../src/retrieval/search/search_bits.ts";
import { usualMetric } from "../../../src/retrieval/search/usual_metric.ts";

Deno.test("the figures of bits are those of a count over rows of zeros and ones", () => {
  const rng = createRng(5), count = 40, bits = 11;
  const rows = Array.from(
    { length: count },
    (_, row) =>
      Array.from(
        { length: bits },
        (_, bit) => bit === 3 ? 1 : row < 20 && rng.uniform() < 0.2 ? 1 : 0,
      ),
  );
  const values = Float32Array.from(rows.flat());
  const found = bitFigures(bitsOf({ shape: [count, bits], values }, { threshold: 0.5 }));
  const shares = Array.from({ length: bits }, (_, bit) => {
    const share = rows.filter((row) => row[bit] === 1).length / count;
    return Math.min(share, 1 - share);
  });
  assertEquals(found.different, new Set(rows.map((row) => row.join())).size);
  assertEquals(found.constant, shares.filter((share) => share === 0).length);
  assertAlmostEquals(found.balance, shares.reduce((sum, share) => sum + share, 0) / bits, 1e-12);
});

Deno.test("bits are cut at ½ of codes that are means of bits, else at 0", () => {
  assertEquals(bitThreshold(Float32Array.of(0, 0.2, 1)), 0.5);
  assertEquals(bitThreshold(Float32Array.of(0, 0.2, 1.001)), 0);
  assertEquals(bitThreshold(Float32Array.of(-0.1, 0.2)), 0);
});

Deno.test("codes of up to three values lie in a space that is seen, longer ones have directions", () => {
  assertEquals([1, 3, 4, 500].map(usualMetric), ["euclidean", "euclidean", "cosine", "cosine"]);
});

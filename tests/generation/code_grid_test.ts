import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { codeGrid, codeRange, normalQuantile } from "../../src/generation/mod.ts";
import { assertNear, codes } from "./codes.ts";

Deno.test("a grid of codes is a map: the first value grows to the right, the second upwards", () => {
  const grid = codeGrid({ columns: 3, rows: 2, range: [[-1, 1], [10, 20]] });
  assertEquals(grid.shape, [6, 2]);
  assertEquals([...grid.values], [-1, 20, 0, 20, 1, 20, -1, 10, 0, 10, 1, 10]);
  const one = codeGrid({ columns: 1, rows: 1, range: [[-1, 3], [0, 1]], codeShape: [1, 1, 2] });
  assertEquals([one.shape, [...one.values]], [[1, 1, 1, 2], [1, 0.5]]);
});

Deno.test("with quantiles each code of a grid stands for as much of the unit normal", () => {
  const { values } = codeGrid({ columns: 4, rows: 2, quantiles: true });
  const xs = [0, 1, 2, 3].map((column) => values[2 * column]);
  assertNear(xs, [
    -1.1503493803760079,
    -0.31863936396437526,
    0.31863936396437526,
    1.15034938037600,
  ]);
  assertNear([values[1], values[9]], [0.6744897501960817, -0.6744897501960817]);
});

// SciPy 1.17, scipy.special.ndtri.
const QUANTILES = [
  [1e-300, -37.0470962993612],
  [1e-20, -9.262340089798409],
  [1e-10, -6.361340902404056],
  [0.001, -3.090232306167813],
  [0.025, -1.9599639845400545],
  [0.0749, -1.4402382675279635],
  [0.0751, -1.4388253927525403],
  [0.3, -0.5244005127080409],
  [0.45, -0.12566134685507402],
  [0.8, 0.8416212335729143],
  [0.95, 1.6448536269514722],
  [0.999, 3.090232306167813],
];

Deno.test("the normal quantile agrees with SciPy's to fifteen digits in the middle and both tails", () => {
  for (const [probability, expected] of QUANTILES) {
    assertAlmostEquals(normalQuantile(probability) / expected, 1, 2e-15, `at ${probability}`);
  }
  assertEquals([0, 0.5, 1].map(normalQuantile), [-Infinity, 0, Infinity]);
});

Deno.test("the range of codes holds them all, or a share of them along each axis", () => {
  const seen = codes([11, 2], Array.from({ length: 22 }, (_, i) => i % 2 === 0 ? i / 2 : -i));
  assertEquals(codeRange(seen), [[0, 10], [-21, -1]]);
  assertEquals(codeRange(seen, { share: 0.8 }), [[1, 9], [-19, -3]]);
  assertEquals(codeRange(codes([2, 2], [1, 3, 1, 4])), [[0.5, 1.5], [3, 4]]);
});

Deno.test("what cannot be a grid is refused in one sentence", () => {
  const range = [[0, 1], [0, 1]] as const;
  const wrongs: readonly (readonly [() => unknown, string])[] = [
    [
      () => codeGrid({ columns: 2, rows: 2, range, codeShape: [30] }),
      "Cannot lay codes of shape [30] out on a grid: expected 2 values, not 30",
    ],
    [
      () => codeGrid({ columns: 2, rows: 0, range }),
      "Cannot lay codes out on a grid of 2 × 0: expected whole numbers from 1 up",
    ],
    [
      () => codeGrid({ columns: 2, rows: 2, range: [[0, 0], [0, 1]] }),
      "Cannot lay codes out from 0 to 0: expected numbers, the second greater",
    ],
    [
      () => codeRange(codes([1, 3], [1, 2, 3])),
      "Cannot lay codes of shape [3] out on a grid: expected 2 values, not 3",
    ],
    [
      () => codeRange(codes([0, 2], [])),
      "Cannot find the range of no codes: expected one or more",
    ],
    [
      () => codeRange(codes([1, 2], [1, 2]), { share: 0 }),
      "Cannot find the range of 0 of the codes: expected a share above 0, at most 1",
    ],
    [
      () => normalQuantile(1.5),
      "Cannot find the normal quantile of 1.5: expected a probability from 0 to 1",
    ],
  ];
  for (const [call, sentence] of wrongs) {
    assertEquals(assertThrows(call, RangeError).message, sentence);
  }
});

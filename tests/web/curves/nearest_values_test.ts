import { assert, assertEquals } from "@std/assert";
import { gzipSync } from "fflate";
import { nearestValues, valuedPlaces } from "../../../src/web/curves/nearest_values.ts";
import { floorsOf, reachableModules } from "../../reachable_modules.ts";

const chart = {
  series: [
    { label: "a", points: [[1, 5], [10, NaN], [100, 7]] as const },
    { label: "b", look: 4, points: [[1, 6], [10, 8]] as const },
  ],
};

Deno.test("the nearest values are of one x, and of the curves that have a value there", () => {
  const between = [0, 1000] as const;
  assertEquals(valuedPlaces({ chart, between }), [1, 10, 100]);
  assertEquals(nearestValues(3, { chart, between }), {
    x: 1,
    values: [{ label: "a", look: 0, y: 5 }, { label: "b", look: 4, y: 6 }],
  });
  assertEquals(nearestValues(8, { chart, between })?.values, [{ label: "b", look: 4, y: 8 }]);
  assertEquals(nearestValues(40, { chart, between })?.x, 10);
  assertEquals(nearestValues(40, { chart: { ...chart, logX: true }, between })?.x, 100);
  assertEquals(nearestValues(40, { chart, between: [20, 1000] })?.x, 100);
  assertEquals(nearestValues(40, { chart, between: [20, 30] }), undefined);
});

Deno.test("the program of curves takes 6.5 KB at most, compressed, with its licence, and reaches no package", async () => {
  const bytes = await Deno.readFile(
    new URL("../../../build/web/isthmus-curves.js", import.meta.url),
  );
  const { length } = gzipSync(bytes, { level: 9 }), text = new TextDecoder().decode(bytes);
  assert(length <= 6_500, `${length} bytes`);
  assert(text.startsWith("/*!\nMIT License"));
  assert(
    !/\bDeno\.|sourceMappingURL|<\/script|<!--|document\.cookie|localStorage|fetch\(/i.test(text),
  );
  const modules = await reachableModules("web/curves/show_curves.ts", { packages: [] });
  assertEquals(floorsOf(modules), ["plots", "web"]);
});

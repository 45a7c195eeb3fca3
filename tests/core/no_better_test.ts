import { assertEquals } from "@std/assert";
import { noBetter } from "../../src/core/sentences.ts";

Deno.test("no better than one class for all is said, with the class where it has a name", () => {
  const counts = [5, 15], names = ["cat", "dog"];
  assertEquals(noBetter(0.8, { counts }), "");
  assertEquals(
    noBetter(0.75, { counts, names }),
    ', no more than if all were put into "dog" (75.00 %)',
  );
  assertEquals(
    noBetter(0.1, { counts }),
    ", no more than if all were put into the largest class (75.00 %)",
  );
  // Of one class alone there is nothing to tell.
  assertEquals(noBetter(1, { counts: [0, 15] }), "");
});

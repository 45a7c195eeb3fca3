import { assertEquals } from "@std/assert";
import { denoFault } from "../../src/cli/refuse_older_deno.ts";

Deno.test("a Deno that is too old is refused in one sentence, and one that is not is taken", () => {
  const refused = (version: string) =>
    `Isthmus needs Deno 2.9 or newer, and this is ${version}: deno upgrade`;
  for (const version of ["1.46.3", "2.8.11"]) assertEquals(denoFault(version), refused(version));
  for (const version of ["2.9.0", "2.9.6", "2.10.0", "3.0.0-rc.1"]) {
    assertEquals(denoFault(version), undefined);
  }
});

import { assertThrows } from "@std/assert";
import { checkImage } from "../../src/core/check_image.ts";

Deno.test("an image has a height, a width and channels, and what has not is refused in one sentence", () => {
  checkImage("max_pool", [28, 28, 1]);
  for (const shape of [[784], [28, 28], [1, 28, 28, 1]]) {
    assertThrows(
      () => checkImage("max_pool", shape),
      RangeError,
      `Cannot apply "max_pool" to shape [${
        shape.join(", ")
      }]: expected three axes [height, width, channels], add a "reshape" layer before it`,
    );
  }
});

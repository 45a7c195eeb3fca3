import { assertEquals } from "@std/assert";
import { signedImages } from "../../src/plots/signed_images.ts";

Deno.test("signedImages() puts zero at one half and scales each image on its own", () => {
  const weights = new Float32Array([-2, 0, 1, 0.5, 0.25, -0.125, 0, 0, 0]);
  assertEquals(
    [...signedImages(weights, [1, 3])],
    [0, 0.5, 0.75, 1, 0.75, 0.375, 0.5, 0.5, 0.5],
  );
  assertEquals(weights[0], -2);
});

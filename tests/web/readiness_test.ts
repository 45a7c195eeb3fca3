import { assertEquals, assertRejects } from "@std/assert";
import { createReadiness } from "../../src/web/readiness.ts";

const image = {
  image: { shape: [1], values: new Float32Array(1) },
  code: new Float32Array(1),
  milliseconds: 0,
};

Deno.test("readiness settles with the first image after a model stands", async () => {
  const readiness = createReadiness();
  const { promise } = readiness;
  readiness.take("image", image);
  readiness.take("load", { engine: "lite" });
  readiness.take("image", image);
  assertEquals(await promise, undefined);
});

Deno.test("an error takes the place of the image, and what is asked for next settles anew", async () => {
  const readiness = createReadiness();
  readiness.take("error", { message: "no model" });
  await assertRejects(() => readiness.promise, Error, "no model");
  readiness.renew();
  readiness.take("load", { engine: "lite" });
  readiness.take("image", image);
  assertEquals(await readiness.promise, undefined);
});

Deno.test("an error after the first image leaves readiness as it is", async () => {
  const readiness = createReadiness();
  readiness.take("load", { engine: "lite" });
  readiness.take("image", image);
  readiness.take("error", { message: "one code failed" });
  assertEquals(await readiness.promise, undefined);
});

import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import type { Latents } from "../../../src/report/sections/latents.ts";
import { decodeImages, pixelOf } from "../decode_images.ts";
import { drawPage } from "../draw_page.ts";

const render = (latents: Latents) => drawPage({ latents });

const rates = Float32Array.from({ length: 1024 }, (_, i) => i < 24 ? 0 : i / 1024);

const latents: Latents = {
  shape: [1, 2, 1],
  sparse: {
    size: 1024,
    active: 24.96,
    explained: 0.9341,
    dead: 24 / 1024,
    deadWhen: "it fires on no test example",
    rates,
  },
  shown: [
    {
      index: 7,
      rate: 0.0321,
      atom: new Float32Array([-2, 1]),
      examples: new Float32Array([0, 1, 0.2, 0.4, 1, 0]),
      activations: new Float32Array([3, 2.5, 0.125]),
    },
    {
      index: 1023,
      rate: 0,
      atom: new Float32Array([0, 0]),
      examples: new Float32Array(0),
      activations: new Float32Array(0),
    },
  ],
};

Deno.test("latents show their figures, and every latent in one bar of the histogram", () => {
  const page = render(latents);
  const cells = [...page.matchAll(/<td class="number">([^<]*)</g)].map(([, cell]) => cell);
  assertEquals(cells, ["1,024", "25.0", "0.934", "24", "2.3%"]);
  const counts = [...page.matchAll(/<title>(\d+) (at 0|from)/g)];
  assertEquals(counts.reduce((sum, [, count]) => sum + Number(count), 0), 1024);
  assertEquals(counts.filter(([, , place]) => place === "at 0").map(([, count]) => count), ["24"]);
  assertStringIncludes(page, ">never<");
  const firing = { ...latents.sparse, rates: rates.map((rate) => rate + 0.001) };
  assert(!render({ ...latents, sparse: firing }).includes(">never<"));
});

Deno.test("latents of inputs that do not vary have no share of their variance", () => {
  const { explained: _, ...sparse } = latents.sparse;
  const page = render({ ...latents, sparse });
  const cells = [...page.matchAll(/<td class="number">([^<]*)</g)].map(([, cell]) => cell);
  assertEquals(cells, ["1,024", "25.0", "24", "2.3%"]);
});

Deno.test("latents show an atom, a rate, and the examples over their activations", () => {
  const page = render(latents);
  const images = decodeImages(page);
  assertEquals([...images.keys()], [
    "Atom of latent 7",
    "Test example on which latent 7 is 3.00",
    "Test example on which latent 7 is 2.50",
    "Test example on which latent 7 is 0.125",
    "Atom of latent 1023",
  ]);
  const row = (alt: string) => [0, 1].map((x) => pixelOf(images.get(alt)!, [x, 0])[0]);
  assertEquals(row("Atom of latent 7"), [0, 191]);
  assertEquals(row("Atom of latent 1023"), [128, 128]);
  assertEquals(row("Test example on which latent 7 is 2.50"), [51, 102]);
  for (const text of ["fires on 3.2%", "never fires", "<small>0.125</small>"]) {
    assertStringIncludes(page, text);
  }
  const [table] = page.match(/<table class="latents">.*?<\/table>/s)!;
  assertEquals(table.match(/<th scope="col"/g)?.length, 3);
  assertEquals(table.match(/<th scope="row"/g)?.length, 2);
});

Deno.test("latents need no atoms", () => {
  const [{ atom: _, ...latent }] = latents.shown;
  const page = render({ ...latents, shown: [latent] });
  assert(!page.includes("Atom"));
  const image = decodeImages(page).get("Test example on which latent 7 is 2.50")!;
  assertEquals([0, 1].map((x) => pixelOf(image, [x, 0])[0]), [51, 102]);
});

Deno.test("latents say which sizes do not fit", () => {
  const [latent] = latents.shown;
  for (
    const [wrong, message] of [
      [
        { sparse: { ...latents.sparse, rates: new Float32Array(3) } },
        "Cannot draw how often 1024 latents fire: there are 3 rates",
      ],
      [
        { sparse: { ...latents.sparse, rates: new Float32Array(1024).fill(-1) } },
        "Cannot draw value 0 in a histogram: it is -1",
      ],
      [
        { shown: [{ ...latent, examples: new Float32Array(5) }] },
        "Cannot draw the examples of latent 7: there are 5 values for 3 activations",
      ],
      [
        { shown: [{ ...latent, atom: new Float32Array(3) }] },
        "Cannot draw the atom of latent 7: there are 3 values, expected the 2 of shape [1, 2, 1]",
      ],
    ] as const
  ) {
    assertThrows(() => render({ ...latents, ...wrong }), RangeError, message);
  }
});

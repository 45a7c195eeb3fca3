import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { fromFileUrl, join } from "@std/path";
import type { Site } from "../../src/site/site.ts";
import { encodeBase64 } from "../../src/core/encoding/base64.ts";
import { sha256 } from "../../src/core/sha256.ts";
import { findModels } from "../../src/site/find_models.ts";
import { gallerySite, webSite } from "../../src/site/web_site.ts";
import { writeSite } from "../../src/site/write_site.ts";
import { encodeCodeSpace } from "../../src/generation/mod.ts";
import { EVALUATION, writeModelFolder } from "./model_folder.ts";
import { inFolder } from "../in_folder.ts";

const ALL = { engines: ["lite", "wasm", "webgpu"] } as const;
const LITE = { engines: ["lite"] } as const;

function textOf(site: Site, path: string): string {
  const entry = site.get(path);
  if (!entry || !("text" in entry)) throw new Error(`Cannot find the text ${path}`);
  return entry.text;
}

/** Fails where a page asks for what is not in the site, or for another origin. */
function assertLinks(site: Site): void {
  for (const [path, entry] of site) {
    if (!("text" in entry) || !path.endsWith(".html")) continue;
    for (const [, name, address] of entry.text.matchAll(/ (src|href)="([^"]*)"/g)) {
      const { origin, pathname } = new URL(
        address,
        `http://here/${path.split("/").map(encodeURIComponent).join("/")}`,
      );
      const target = decodeURIComponent(pathname.slice(1));
      assert(!address.startsWith("/") && !address.includes(":"), `${path}: ${address} is relative`);
      assertEquals(origin, "http://here");
      assert(
        site.has(target) || (name === "src" && site.has(`${target}/manifest.json`)),
        `${path} leads to ${target}`,
      );
    }
    assert(!/https?:/.test(entry.text), `${path} names no other origin`);
  }
}

Deno.test("the site of a run has its model, the element, and what the engines ask for", async () => {
  await inFolder(async (directory) => {
    const run = await writeModelFolder(join(directory, "digits"));
    const site = await webSite(run, ALL);
    assertEquals([...site.keys()].sort(), [
      "from_disk.js",
      "icon.svg",
      "index.html",
      "isthmus-decoder.LICENSE.txt",
      "isthmus-decoder.js",
      "model/code_space.safetensors",
      "model/generation_config.json",
      "model/manifest.json",
      "model/onnx/decoder_model.onnx",
      "model/onnx/encoder_model.onnx",
      "model/preprocessor_config.json",
      "ort/LICENSE.txt",
      "ort/ort-wasm-simd-threaded.asyncify.mjs",
      "ort/ort-wasm-simd-threaded.asyncify.wasm",
      "ort/ort-wasm-simd-threaded.mjs",
      "ort/ort-wasm-simd-threaded.wasm",
      "ort/ort.wasm.min.mjs",
      "ort/ort.webgpu.min.mjs",
      "page.css",
    ]);
    for (const entry of site.values()) {
      if ("file" in entry) assert((await Deno.stat(entry.file)).size > 0);
    }
    assertLinks(site);
    const html = textOf(site, "index.html");
    assert(html.includes('<isthmus-decoder src="model" engine="lite" engines="lite wasm webgpu">'));
    for (
      const text of [
        "<dd>1,289,788</dd>",
        "<dd>2 values</dd>",
        "<dd>mnist</dd>",
        ">on 10,000 test examples</th>",
        "<td>29.027</td><td>0.03702</td>",
        "<p>It answers little.</p>",
        "57,000",
      ]
    ) {
      assert(html.includes(text), text);
    }
  });
});

Deno.test("the site of a run with an index has its files, what searches them, and starts with it", async () => {
  await inFolder(async (directory) => {
    const run = await writeModelFolder(join(directory, "digits"));
    const plain = await webSite(run, LITE);
    const list = new TextEncoder().encode("{}"), codes = Uint8Array.of(1, 2, 3);
    const index = new Map([["index/index.json", list], ["index/codes.npy", codes]]);
    const site = await webSite(run, { ...LITE, index });
    assertEquals([...site.keys()].filter((path) => !plain.has(path)), [
      ...["isthmus-search.js", "isthmus-words.js", "search.wasm"],
      ...["model/index/index.json", "model/index/codes.npy"],
    ]);
    for (const entry of site.values()) {
      if ("file" in entry) assert((await Deno.stat(entry.file)).size > 0);
    }
    assertLinks(site);
    const { files } = JSON.parse(textOf(site, "model/manifest.json"));
    // The list of the index knows of the others.
    assertEquals(files["index/index.json"], { bytes: 2, sha256: await sha256(list) });
    assertEquals(Object.hasOwn(files, "index/codes.npy"), false);
    const html = textOf(site, "index.html");
    assert(
      html.includes('<isthmus-decoder src="model" engine="lite" engines="lite" mode="search">'),
    );
    for (const early of ["onnx/encoder_model.onnx", "index/index.json"]) {
      assert(html.includes(`<link rel="preload" href="model/${early}" `), early);
    }
    assert(html.includes(textOf(plain, "index.html").match(/content="(default-src[^"]*)"/)![1]));
    const out = join(directory, "site");
    await writeSite(site, out);
    assertEquals(await Deno.readFile(join(out, "model/index/codes.npy")), codes);
  });
});

Deno.test("the manifest of a site lists the files that went along, and no other", async () => {
  await inFolder(async (directory) => {
    const run = await writeModelFolder(directory, {
      "generation_config.json": undefined,
      "code_space.safetensors": undefined,
    });
    const site = await webSite(run, LITE);
    const { files } = JSON.parse(textOf(site, "model/manifest.json"));
    assertEquals(Object.keys(files).sort(), [
      "onnx/decoder_model.onnx",
      "onnx/encoder_model.onnx",
      "preprocessor_config.json",
    ]);
    assertEquals(files["onnx/decoder_model.onnx"], {
      bytes: 11,
      sha256: await sha256("the decoder"),
    });
    for (const path of Object.keys(files)) assert(site.has(`model/${path}`), path);
    assert(![...site.keys()].some((path) => path.startsWith("ort/")));
  });
});

Deno.test("a gallery has a card and a page for each model, whatever its folder is called", async () => {
  await inFolder(async (directory) => {
    const runs: string[] = [];
    for (const name of ["a", "x/digits", "y/digits", "50% & more #1?", "c", "d", "e"]) {
      runs.push(await writeModelFolder(join(directory, name)));
    }
    const site = await gallerySite(runs, LITE);
    assertLinks(site);
    const html = textOf(site, "index.html");
    assertEquals(html.match(/<isthmus-decoder /g)?.length, 7);
    assertEquals(html.match(/<h2>/g)?.length, 7);
    for (const name of ["digits", "digits-2", "50% & more #1?"]) {
      assert(textOf(site, `models/${name}/index.html`).includes('href="../../page.css"'));
      assert(site.has(`models/${name}/model/onnx/decoder_model.onnx`));
    }
    assert(html.includes('src="models/50%25%20%26%20more%20%231%3F/model"'));
  });
});

Deno.test("what run files say is text on a page, never markup", async () => {
  await inFolder(async (directory) => {
    const bad = `"'><script>alert(1)</script>&amp;`;
    const run = await writeModelFolder(directory, {
      "config.json": JSON.stringify({
        recipe: { name: bad, description: bad },
        data: { name: bad, train: bad },
      }),
      "preprocessor_config.json": JSON.stringify({ inputShape: [bad] }),
      "evaluation.json": JSON.stringify({
        ...EVALUATION,
        beside: [{ ...EVALUATION.autoencoder, name: bad, codeSize: 2 }],
        measures: { jacobian: { sentence: bad, values: {} } },
      }),
    });
    for (const site of [await webSite(run, LITE), await gallerySite([run], LITE)]) {
      for (const [path, entry] of site) {
        if (!path.endsWith(".html") || !("text" in entry)) continue;
        assertEquals(entry.text.match(/<script/g)?.length, 2, path);
        assert(!entry.text.includes(bad) && entry.text.includes("&quot;&#39;&gt;&lt;script&gt;"));
        assert(!/<style| style=| on[a-z]+=|javascript:/.test(entry.text), path);
      }
    }
  });
});

Deno.test("a model is shown by its recipe or its folder where it has no configuration", async () => {
  await inFolder(async (directory) => {
    const recipe = JSON.stringify({ name: "by recipe", data: { name: "strokes" } });
    const one = await writeModelFolder(join(directory, "one"), {
      "config.json": undefined,
      "recipe.json": recipe,
    });
    assert(
      textOf(await webSite(one, LITE), "index.html").includes(
        "<h1>by recipe, trained on strokes</h1>",
      ),
    );
    const two = await writeModelFolder(join(directory, "two"), {
      "config.json": "{ half",
      "evaluation.json": undefined,
    });
    const html = textOf(await webSite(two, LITE), "index.html");
    assert(html.includes("<h1>two</h1>") && !html.includes("<table>"));
  });
});

Deno.test("a model whose evaluation is damaged or of another version is refused in one sentence", async () => {
  await inFolder(async (directory) => {
    const path = join(directory, "evaluation.json");
    const cases: [text: string, why: string][] = [
      ["{ half", "it is no JSON object"],
      [JSON.stringify({ ...EVALUATION, version: 2 }), "its version is 2, expected 1"],
      [
        JSON.stringify({ ...EVALUATION, test: "many" }),
        "test: invalid input: expected number, received string",
      ],
    ];
    for (const [text, why] of cases) {
      const run = await writeModelFolder(directory, { "evaluation.json": text });
      assertEquals(
        (await assertRejects(() => webSite(run, LITE), TypeError)).message,
        `Cannot use ${path}: ${why}; remove the file, and "report ${run}" measures the run anew`,
      );
    }
  });
});

Deno.test("a folder without a decoder is refused in one sentence", async () => {
  await inFolder(async (directory) => {
    const run = await writeModelFolder(directory, { "onnx/decoder_model.onnx": undefined });
    await assertRejects(
      () => webSite(run, LITE),
      Error,
      `Cannot show the model of ${run}: it has no onnx/decoder_model.onnx; a training that finished`,
    );
  });
});

Deno.test("findModels() lists the folders that hold a decoder, by name", async () => {
  await inFolder(async (directory) => {
    await assertRejects(() => findModels(directory), Error, "Cannot find a trained model in ");
    const b = await writeModelFolder(join(directory, "b"));
    const a = await writeModelFolder(join(directory, "a"));
    await Deno.mkdir(join(directory, "c"));
    await Deno.writeTextFile(join(directory, "README.md"), "");
    assertEquals(await findModels(directory), [a, b]);
  });
});

Deno.test("the page of a model asks early for what its element reads, a page of several does not", async () => {
  await inFolder(async (directory) => {
    const run = await writeModelFolder(join(directory, "digits"));
    const hints = (html: string) =>
      Array.from(html.matchAll(/<link rel="preload" href="([^"]*)"/g), ([, address]) => address);
    const one = hints(textOf(await webSite(run, LITE), "index.html"));
    assertEquals(one.slice(0, 2), ["model/manifest.json", "model/preprocessor_config.json"]);
    assert(one.includes("model/onnx/decoder_model.onnx"));
    // It is read when a visitor asks for reconstructions.
    assert(!one.includes("model/onnx/encoder_model.onnx"));
    const still = await writeModelFolder(join(directory, "still"), {
      "code_space.safetensors": encodeCodeSpace({}),
    });
    const first = hints(textOf(await webSite(still, LITE), "index.html"));
    // Nobody could move a code of it by hand, so its page starts with reconstructions.
    assert(first.includes("model/onnx/encoder_model.onnx"));
    const several = await gallerySite([run], LITE);
    assertEquals(hints(textOf(several, "index.html")), []);
    assertEquals(hints(textOf(several, "models/digits/index.html")), one);
  });
});

Deno.test("a folder with the page of a map has it in its site, and pages lead to it", async () => {
  await inFolder(async (directory) => {
    const run = await writeModelFolder(join(directory, "digits"));
    assert(!textOf(await webSite(run, LITE), "index.html").includes("map.html"));
    await Deno.writeTextFile(join(run, "map.html"), "the map");
    for (const site of [await webSite(run, LITE), await gallerySite([run, run], LITE)]) {
      assertLinks(site);
      assert(textOf(site, "index.html").includes("Walk through a map of its codes"));
    }
    const gallery = await gallerySite([run], LITE);
    assertEquals(gallery.get("models/digits/map.html"), { file: join(run, "map.html") });
    assert(textOf(gallery, "models/digits/index.html").includes('href="./map.html"'));
  });
});

Deno.test("the map that is kept is one of drawn digits, and holds its program", async () => {
  const models = fromFileUrl(new URL("../../models/", import.meta.url));
  const map = await Deno.readTextFile(join(models, "strokes-2", "map.html"));
  assertMatch(map, /<title>A map of strokes</);
  assertMatch(map, /1,000 items on two maps/);
  // A formatter of pages, as once ran over it, leaves a page that its own policy refuses.
  const hash = async (text: string) =>
    encodeBase64(
      new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))),
    );
  const [, script] = map.match(/<script type="module">([\s\S]*?)<\/script>/)!;
  const [, style] = map.match(/<style>([\s\S]*?)<\/style>/)!;
  assert(map.includes(`script-src &#39;sha256-${await hash(script)}&#39;`), "its script");
  assert(map.includes(`style-src &#39;sha256-${await hash(style)}&#39;`), "its style");
});

Deno.test("a site with smaller weights has these in the place of the run's, and says so", async () => {
  await inFolder(async (directory) => {
    const run = await writeModelFolder(join(directory, "digits"));
    const bytes = Uint8Array.of(1, 2, 3), path = "onnx/decoder_model.onnx";
    const files = new Map([[path, bytes], ["onnx/model.onnx", bytes]]);
    const smaller = { precision: "int8", files };
    const one = await webSite(run, { ...LITE, smaller });
    const several = await gallerySite([run], { ...LITE, smaller: new Map([[run, smaller]]) });
    for (const [site, at] of [[one, "model"], [several, "models/digits/model"]] as const) {
      assertEquals(site.get(`${at}/${path}`), { bytes });
      assert(!site.has(`${at}/onnx/model.onnx`));
      const listed = JSON.parse(textOf(site, `${at}/manifest.json`)).files;
      assertEquals(listed[path], { bytes: 3, sha256: await sha256(bytes) });
    }
    assert(textOf(one, "index.html").includes("<dd>int8</dd>"));
  });
});

import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { serveSite } from "../../src/site/serve_site.ts";
import type { Site, SiteFile } from "../../src/site/site.ts";

const POLICY = "default-src 'none'";

/** A site with a file of each kind, served. */
async function served(
  test: (url: string, directory: string) => Promise<void>,
): Promise<void> {
  const directory = await Deno.makeTempDir();
  const names = ["a.js", "b.mjs", "c.wasm", "d.onnx", "e.safetensors", "f.css", "g.json", "h.svg"];
  for (const name of names) await Deno.writeTextFile(join(directory, name), name);
  await Deno.writeTextFile(join(directory, "secret"), "secret");
  const site: Site = new Map<string, SiteFile>([
    ["index.html", { text: "<p>é</p>" }],
    ["models/50% #1/index.html", { text: "of a model" }],
    ["models/a/map.html", { text: "a map, which says its own policy" }],
    ["gone.js", { file: join(directory, "gone.js") }],
    ...names.map((name) => [name, { file: join(directory, name) }] as const),
  ]);
  const server = await serveSite(site, { port: 0, policy: POLICY });
  try {
    await test(server.url, directory);
  } finally {
    await server.close();
    await Deno.remove(directory, { recursive: true });
  }
}

/** Status, type and text of an answer. */
async function get(
  address: string,
  init: RequestInit = {},
): Promise<{ status: number; type: string | null; text: string; headers: Headers }> {
  const response = await fetch(address, { redirect: "manual", ...init });
  const { status, headers } = response;
  return { status, type: headers.get("content-type"), text: await response.text(), headers };
}

Deno.test("serveSite() sends each kind of file with its type and its length", async () => {
  await served(async (url) => {
    const types = {
      "": "text/html; charset=UTF-8",
      "a.js": "text/javascript; charset=UTF-8",
      "b.mjs": "text/javascript; charset=UTF-8",
      "c.wasm": "application/wasm",
      "d.onnx": "application/octet-stream",
      "e.safetensors": "application/octet-stream",
      "f.css": "text/css; charset=UTF-8",
      "g.json": "application/json; charset=UTF-8",
      "h.svg": "image/svg+xml",
    };
    for (const [path, type] of Object.entries(types)) {
      const answer = await get(url + path);
      assertEquals([answer.status, answer.type], [200, type], path);
      assertEquals(answer.text, path === "" ? "<p>é</p>" : path);
    }
  });
});

Deno.test("every answer of serveSite() has the headers that keep a page to itself", async () => {
  await served(async (url) => {
    for (const path of ["", "a.js", "none", "models/50%25%20%231"]) {
      const { headers } = await get(url + path);
      assertEquals(
        [
          "content-security-policy",
          "x-content-type-options",
          "referrer-policy",
          "cache-control",
          "set-cookie",
        ].map((name) => headers.get(name)),
        [POLICY, "nosniff", "no-referrer", "no-cache", null],
        path,
      );
    }
  });
});

Deno.test("HEAD tells of a file without sending it, and other methods are refused", async () => {
  await served(async (url) => {
    for (const [path, length] of [["", "9"], ["c.wasm", "6"]]) {
      const { status, text, headers } = await get(url + path, { method: "HEAD" });
      assertEquals([status, text, headers.get("content-length")], [200, "", length]);
    }
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
      const { status, text, headers } = await get(url, { method });
      assertEquals([status, text], [405, "Only GET and HEAD are answered here.\n"]);
      assertEquals(headers.get("allow"), "GET, HEAD");
    }
  });
});

Deno.test("a browser that has a file already is told so, by its tag", async () => {
  await served(async (url, directory) => {
    for (const path of ["", "a.js"]) {
      const tag = (await get(url + path)).headers.get("etag") ?? "";
      const again = await get(url + path, { headers: { "if-none-match": tag } });
      assertEquals([again.status, again.text], [304, ""], path);
    }
    const tag = (await get(`${url}a.js`)).headers.get("etag") ?? "";
    await Deno.writeTextFile(join(directory, "a.js"), "changed since");
    const again = await get(`${url}a.js`, { headers: { "if-none-match": tag } });
    assertEquals([again.status, again.text], [200, "changed since"]);
  });
});

Deno.test("serveSite() answers the paths of the site, and none that leads out of it", async () => {
  await served(async (url) => {
    const wrong = [
      "secret",
      "%2e%2e%2fsecret",
      "..%5csecret",
      "/secret",
      "%ff",
      "none/",
      "gone.js",
    ];
    for (const path of wrong) {
      const { status, text } = await get(url + path);
      assertEquals([status, text], [404, "There is no such file in this site.\n"], path);
    }
    const folder = `${url}models/50%25%20%231`;
    const moved = await get(folder);
    assertEquals([moved.status, moved.headers.get("location")], [308, "/models/50%25%20%231/"]);
    assertEquals((await get(`${folder}/`)).text, "of a model");
  });
});

Deno.test("a port that is taken is refused in one sentence", async () => {
  await served(async (url) => {
    const port = Number(new URL(url).port);
    await assertRejects(
      () => serveSite(new Map(), { port, policy: POLICY }),
      Error,
      `Cannot serve on port ${port}: another program listens there; choose another --port, or 0 for any that is free`,
    );
  });
});

Deno.test("every page has the policy of the site, but a map, whose page says its own", async () => {
  await served(async (url) => {
    const policyOf = async (path: string) =>
      (await get(`${url}${path}`)).headers.get("content-security-policy");
    assertEquals(await policyOf("index.html"), POLICY);
    assertEquals(await policyOf("map.html"), POLICY, "a map that is not there");
    assertEquals(await policyOf("models/a/map.html"), null);
  });
});

import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { downloadData } from "../../../src/io/download/download.ts";
import { downloadFile, type DownloadFileOptions } from "../../../src/io/download/download_file.ts";
import { knownData } from "../../../src/io/find/known_data.ts";

const content = Uint8Array.from({ length: 5000 }, (_, i) => i * i >> 3);
const file = {
  name: "numbers.gz",
  bytes: content.length,
  sha256: Array.from(
    new Uint8Array(await crypto.subtle.digest("SHA-256", content)),
    (byte) => byte.toString(16).padStart(2, "0"),
  ).join(""),
};

interface Scene {
  readonly url: string;
  readonly path: string;
  /** The Range header of each request, in order. */
  readonly ranges: (string | null)[];
  download(options?: Partial<DownloadFileOptions>): Promise<void>;
  /** The sizes of the files in the folder afterwards, by name. */
  files(): Record<string, number>;
}

/** A server on this machine that answers as `answer` says, and an empty folder. */
async function scene(
  answer: (request: Request, turn: number) => Response,
  play: (scene: Scene) => Promise<void>,
): Promise<void> {
  const directory = await Deno.makeTempDir();
  const ranges: (string | null)[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, (request) => {
    ranges.push(request.headers.get("range"));
    return answer(request, ranges.length);
  });
  const url = `http://127.0.0.1:${server.addr.port}/${file.name}`;
  const path = join(directory, file.name);
  try {
    await play({
      url,
      path,
      ranges,
      download: (options) => downloadFile(url, { path, file, retryDelayMs: 0, ...options }),
      files: () =>
        Object.fromEntries(
          [...Deno.readDirSync(directory)].map((
            { name },
          ) => [name, Deno.statSync(join(directory, name)).size]),
        ),
    });
  } finally {
    await server.shutdown();
    await Deno.remove(directory, { recursive: true });
  }
}

/** The rest of the content, as a server that knows ranges sends it. */
function partial(from: number): Response {
  return new Response(content.slice(from), {
    status: 206,
    headers: { "content-range": `bytes ${from}-${content.length - 1}/${content.length}` },
  });
}

Deno.test("downloadFile() writes a verified file and reports its progress", async () => {
  await scene(() => new Response(content), async ({ path, download, files }) => {
    const received: number[] = [];
    await download({
      onProgress(progress) {
        assertEquals([progress.file, progress.bytes], [file.name, 5000]);
        received.push(progress.received);
      },
    });
    assertEquals(await Deno.readFile(path), content);
    assertEquals(files(), { "numbers.gz": 5000 });
    assertEquals(received.at(-1), 5000);
  });
});

Deno.test("downloadFile() goes on where an earlier download stopped", async () => {
  await scene(() => partial(1234), async ({ path, ranges, download }) => {
    await Deno.writeFile(`${path}.part`, content.subarray(0, 1234));
    await download();
    assertEquals(await Deno.readFile(path), content);
    assertEquals(ranges, ["bytes=1234-"]);
  });
});

Deno.test("downloadFile() verifies a part that is already whole without a request", async () => {
  await scene(() => new Response(content), async ({ path, ranges, download, files }) => {
    await Deno.writeFile(`${path}.part`, content);
    await download();
    assertEquals(ranges, []);
    assertEquals(files(), { "numbers.gz": 5000 });
  });
});

Deno.test("downloadFile() starts over when the server ignores the range", async () => {
  await scene(() => new Response(content), async ({ path, download }) => {
    await Deno.writeFile(`${path}.part`, new Uint8Array(1234).fill(1));
    await download();
    assertEquals(await Deno.readFile(path), content);
  });
});

Deno.test("downloadFile() starts over when the server refuses the range or sends another", async () => {
  for (const refusal of [() => new Response(null, { status: 416 }), () => partial(7)]) {
    await scene(
      (_, turn) => turn === 1 ? refusal() : new Response(content),
      async ({ path, ranges, download }) => {
        await Deno.writeFile(`${path}.part`, content.subarray(0, 1234));
        await download();
        assertEquals(await Deno.readFile(path), content);
        assertEquals(ranges, ["bytes=1234-", null]);
      },
    );
  }
});

Deno.test("downloadFile() starts over when the part is too long or belonged to another file", async () => {
  await scene(() => new Response(content), async ({ path, ranges, download }) => {
    await Deno.writeFile(`${path}.part`, new Uint8Array(5001));
    await download();
    assertEquals(ranges, [null]);
  });
  await scene(
    (request) => request.headers.has("range") ? partial(10) : new Response(content),
    async ({ path, ranges, download }) => {
      await Deno.writeFile(`${path}.part`, new Uint8Array(10).fill(9));
      await download();
      assertEquals(await Deno.readFile(path), content);
      assertEquals(ranges, ["bytes=10-", null]);
    },
  );
});

Deno.test("downloadFile() removes a file whose checksum is wrong", async () => {
  const wrong = content.slice();
  wrong[4999] ^= 1;
  await scene(() => new Response(wrong), async ({ url, ranges, download, files }) => {
    await assertRejects(
      () => download(),
      Error,
      `Cannot download ${url}: its SHA-256 is wrong, so it was removed`,
    );
    assertEquals(files(), {});
    assertEquals(ranges.length, 1);
  });
});

Deno.test("downloadFile() keeps what it has of a short body, and goes on from it", async () => {
  await scene(
    (request, turn) => {
      if (turn === 1) return new Response(content.slice(0, 2000));
      assertEquals(request.headers.get("range"), "bytes=2000-");
      return partial(2000);
    },
    async ({ path, download }) => {
      await download();
      assertEquals(await Deno.readFile(path), content);
    },
  );
  await scene(() => new Response(content.slice(0, 2000)), async ({ url, download, files }) => {
    await assertRejects(
      () => download({ attempts: 1 }),
      Error,
      `Cannot download ${url}: it ended after 2000 of 5000 bytes`,
    );
    assertEquals(files(), { "numbers.gz.part": 2000 });
  });
});

Deno.test("downloadFile() stops when more arrives than the file has", async () => {
  const endless = () =>
    new Response(
      new ReadableStream({
        pull(controller) {
          controller.enqueue(new Uint8Array(1000));
        },
      }),
    );
  await scene(endless, async ({ url, download, files }) => {
    await assertRejects(
      () => download(),
      Error,
      `Cannot download ${url}: the server sends more than its 5000 bytes`,
    );
    assertEquals(files(), {});
  });
  await scene(() => new Response(new Uint8Array(5001)), async ({ download, files }) => {
    await assertRejects(() => download(), Error, "the server offers 5001 bytes, expected 5000");
    assertEquals(files(), {});
  });
});

Deno.test("downloadFile() says when the file is not there, without trying again", async () => {
  await scene(
    () => new Response("gone", { status: 404 }),
    async ({ url, ranges, download, files }) => {
      await assertRejects(
        () => download(),
        Error,
        `Cannot download ${url}: the server answered 404`,
      );
      assertEquals(ranges.length, 1);
      assertEquals(files(), {});
    },
  );
});

Deno.test("downloadFile() tries again after a fault of the server", async () => {
  await scene(
    (_, turn) => turn < 3 ? new Response("busy", { status: 503 }) : new Response(content),
    async ({ ranges, download, files }) => {
      await download();
      assertEquals(ranges.length, 3);
      assertEquals(files(), { "numbers.gz": 5000 });
    },
  );
});

Deno.test("downloadFile() gives up a server that falls silent, and keeps what has arrived", async () => {
  const open: ReadableStreamDefaultController[] = [];
  const silent = () =>
    new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(content.slice(0, 100));
          open.push(controller);
        },
      }),
    );
  await scene(silent, async ({ url, download, files }) => {
    await assertRejects(
      () => download({ stallTimeoutMs: 50, attempts: 1 }),
      Error,
      `Cannot download ${url}: the server sent nothing for 0.05 seconds`,
    );
    assertEquals(files(), { "numbers.gz.part": 100 });
  });
});

Deno.test("downloadFile() stops when it is told to, and keeps what has arrived", async () => {
  const abort = new AbortController();
  await scene(
    () =>
      new Response(
        new ReadableStream({ start: (controller) => controller.enqueue(content.slice(0, 100)) }),
      ),
    async ({ download, files }) => {
      await assertRejects(
        () => download({ signal: abort.signal, onProgress: () => abort.abort() }),
        DOMException,
      );
      assertEquals(files(), { "numbers.gz.part": 100 });
    },
  );
});

Deno.test("downloadData() skips files that are there and names the address of one that is not", async () => {
  await scene(() => new Response(null, { status: 404 }), async ({ url, path }) => {
    const directory = join(path, "..", "mnist");
    await Deno.mkdir(directory);
    const [first, second] = knownData.mnist.files;
    await Deno.truncate(
      await Deno.writeFile(join(directory, first.name), new Uint8Array()).then(() =>
        join(directory, first.name)
      ),
      first.bytes,
    );
    const baseUrl = new URL(url).origin;
    await assertRejects(
      () => downloadData("mnist", { baseUrl: `${baseUrl}/`, directory, retryDelayMs: 0 }),
      Error,
      `Cannot download ${baseUrl}/mnist/${second.name}: the server answered 404`,
    );
  });
});

Deno.test("downloadData() says what it cannot fetch and what would help", async () => {
  for (const name of ["strokes", "documents", "toString", "imagenet"]) {
    await assertRejects(
      () => downloadData(name),
      TypeError,
      `Cannot download "${name}": expected one of mnist, fashion-mnist, cifar10, 20newsgroups`,
    );
  }
  await assertRejects(
    () => downloadData("cifar10", { baseUrl: "", directory: "somewhere" }),
    Error,
    "Cannot download cifar10: it has no public address in this form, so place " +
      "cifar10-train-8000.bin.gz and cifar10-test-2000.bin.gz in somewhere",
  );
});

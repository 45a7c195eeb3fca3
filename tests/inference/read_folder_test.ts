import { assertEquals, assertRejects } from "@std/assert";
import { readFolder } from "../../src/inference/read_folder.ts";

Deno.test("readFolder() reads below a file URL, with or without a last slash", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/onnx`);
    await Deno.writeFile(`${folder}/onnx/a`, Uint8Array.of(1, 2));
    for (const url of [`file://${folder}`, `file://${folder}/`, new URL(`file://${folder}`)]) {
      assertEquals(await readFolder(url, "onnx/a"), Uint8Array.of(1, 2));
    }
    await assertRejects(
      () => readFolder(`file://${folder}`, "onnx/b"),
      Error,
      `Cannot load an autoencoder: file://${folder}/onnx/b could not be read: `,
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("readFolder() reads from a server and names the status of a refusal", async () => {
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    (request) =>
      new URL(request.url).pathname === "/model/onnx/a"
        ? new Response(Uint8Array.of(3))
        : new Response("none", { status: 404 }),
  );
  const base = `http://127.0.0.1:${server.addr.port}/model`;
  assertEquals(await readFolder(base, "onnx/a"), Uint8Array.of(3));
  await assertRejects(
    () => readFolder(base, "onnx/b"),
    Error,
    `Cannot load an autoencoder: ${base}/onnx/b could not be read: the server answered 404`,
  );
});

Deno.test("readFolder() says on one line of bounded length why a host could not read", async () => {
  const folder = () => Promise.reject(new Error(`lost\n${"x".repeat(1e4)}`));
  const { message } = await assertRejects(() => readFolder(folder, "onnx/a"), Error);
  assertEquals(
    message,
    `Cannot load an autoencoder: onnx/a could not be read: lost ${"x".repeat(395)}…`,
  );
});

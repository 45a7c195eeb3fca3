/** Everything that a server refuses, and how. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { linearFiles } from "../inference/models.ts";
import { ask, servedFiles, usual } from "./serving.ts";

const input = { name: "input", datatype: "FP32", shape: [1, 2, 2, 1], data: [1, 2, 3, 4] };
const good = { inputs: [input] };
const infer = "v2/models/own-encoder/infer";

/** Everything that a server says to what is written on a connection as it stands, which ends then. */
async function talk(
  url: string,
  text: string,
  { isEnd = true }: { isEnd?: boolean } = {},
): Promise<string> {
  using connection = await open(url, text);
  if (isEnd) await connection.closeWrite().catch(() => {});
  return await new Response(connection.readable).text().catch(() => "");
}

/** A connection on which a text has been written. */
async function open(url: string, text: string): Promise<Deno.TcpConn> {
  const { hostname, port } = new URL(url);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  await connection.write(new TextEncoder().encode(text));
  return connection;
}

const statusesOf = (text: string) =>
  [...text.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, s]) => Number(s));

Deno.test("bodies over the limit are refused, whether they say their length or not", async () => {
  const limits = { ...usual.limits, maxBody: 1000 };
  await servedFiles(linearFiles(), async (url) => {
    const error = "Cannot read the body: at most 1000 bytes are taken";
    const large = { inputs: [{ ...input, data: Array(500).fill(1) }] };
    const said = await ask(url + infer, large);
    assertEquals([said.status, said.json], [413, { error }]);
    const pieces = [400, 400, 400].map((size) => new Uint8Array(size));
    const body = ReadableStream.from(pieces);
    const streamed = await ask(url + infer, undefined, { method: "POST", body });
    assertEquals([streamed.status, streamed.json], [413, { error }]);
    assertEquals((await ask(url + infer, good)).status, 200);
    const packed = await ask(url + infer, good, {
      headers: { "content-encoding": "gzip" },
    });
    assertEquals(packed.status, 415);
  }, { limits });
});

Deno.test("a body that does not come in time is not waited for, nor is its connection at the end", async () => {
  const limits = { ...usual.limits, bodyTimeout: 50 };
  await servedFiles(linearFiles(), async (url) => {
    for (const length of ["content-length: 500", "transfer-encoding: chunked"]) {
      using connection = await open(
        url,
        `POST /${infer} HTTP/1.1\r\nhost: localhost\r\n${length}\r\n\r\n`,
      );
      const room = new Uint8Array(1000);
      const said = new TextDecoder().decode(room.subarray(0, await connection.read(room) ?? 0));
      assertEquals(statusesOf(said), [408]);
      assertMatch(said, /Cannot read the body: it did not come within 0\.05 seconds/);
    }
    assertEquals((await ask(url + infer, good)).status, 200);
  }, { limits });
});

Deno.test("where other machines reach a server, who is slow is cut off: with the head, and with the body", async () => {
  const limits = { ...usual.limits, bodyTimeout: 50 };
  await servedFiles(linearFiles(), async (url) => {
    const slow = {
      "a head that goes on for ever": `POST /${infer} HTTP/1.1\r\nhost: local`,
      "nothing at all": "",
      "a body that goes on for ever":
        `POST /${infer} HTTP/1.1\r\nhost: localhost\r\ncontent-length: 500\r\n\r\nabc`,
      "a body in chunks":
        `POST /${infer} HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n`,
    };
    for (const [name, text] of Object.entries(slow)) {
      assertEquals(statusesOf(await talk(url, text, { isEnd: false })), [408], name);
    }
    assertEquals((await ask(url + infer, good)).status, 200);
  }, { limits, cutsOff: true });
});

for (const cutsOff of [false, true]) {
  Deno.test(
    `a request that could be read as two is refused, or read as the one that it is${
      cutsOff ? ", by the server that cuts off" : ""
    }`,
    async () => {
      await servedFiles(linearFiles(), async (url) => {
        const hidden = "GET /v2/hidden HTTP/1.1\r\nhost: localhost\r\n\r\n";
        const post = (headers: string, body: string) =>
          talk(
            url,
            `POST /${infer} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n${headers}\r\n\r\n${body}`,
          );
        const size = hidden.length;
        const attempts = [
          // A chunk that ends at once, and a length that goes on.
          await post(
            `content-length: ${size + 5}\r\ntransfer-encoding: chunked`,
            `0\r\n\r\n${hidden}`,
          ),
          await post(`content-length: 4\r\ncontent-length: ${size + 4}`, `abcd${hidden}`),
          await post(`transfer-encoding: chunked, identity`, `0\r\n\r\n${hidden}`),
          await post(`transfer-encoding: xchunked\r\ncontent-length: 4`, `abcd${hidden}`),
          await post(`content-length: +4`, `abcd${hidden}`),
          await post(`content-length: -1`, hidden),
          await post(`transfer-encoding : chunked`, `0\r\n\r\n${hidden}`),
          await post(`transfer-encoding: chunked`, `0x5\r\nabcde\r\n0\r\n\r\n${hidden}`),
          await talk(url, `GET /v2\r\nHTTP/1.1\r\n\r\n`),
        ];
        for (const said of attempts) {
          const statuses = statusesOf(said);
          assert(
            statuses.length <= 1 && statuses.every((status) => status >= 400 && status < 500),
            said,
          );
        }
        assertEquals((await ask(url + infer, good)).status, 200);
      }, { cutsOff });
    },
  );
}

Deno.test("a token is asked for everywhere but where a server's health is", async () => {
  const token = "0123456789abcdef", tokens = [token, "another-long-token"];
  await servedFiles(linearFiles(), async (url) => {
    for (const path of ["", "v2", "metrics", "runs", "openapi.json", "nowhere"]) {
      const { status, json, headers } = await ask(url + path);
      assertEquals([status, json], [401, {
        error: "Cannot answer: the request bears no token that is known here",
      }]);
      assertEquals(headers.get("www-authenticate"), "Bearer");
    }
    assertEquals((await ask(`${url}v2/health/live`)).status, 200);
    for (
      const [given, status] of [
        [`Bearer ${token}`, 200],
        ["bearer another-long-token", 200],
        [`Bearer ${token}x`, 401],
        [`Basic ${token}`, 401],
        ["Bearer", 401],
      ] as const
    ) {
      const answer = await ask(url + infer, good, { headers: { authorization: given } });
      assertEquals(answer.status, status, given);
    }
  }, { tokens });
});

Deno.test("without a token a server answers for this machine's own names alone, with one for any", async () => {
  const asked = async (url: string, host: string, token?: string) => {
    const bearer = token === undefined ? "" : `authorization: Bearer ${token}\r\n`;
    const head = `GET /v2 HTTP/1.1\r\nhost: ${host}\r\n${bearer}connection: close\r\n\r\n`;
    // Who has hung up has no answer, where that takes a moment.
    const answer = await talk(url, head, { isEnd: false });
    return [...statusesOf(answer), answer.includes("Cannot answer for pages.example:")];
  };
  await servedFiles(linearFiles(), async (url) => {
    for (const host of ["localhost", "a.localhost:80", "127.0.0.1", "[::1]:8080", "10.1.2.3"]) {
      assertEquals(await asked(url, host), [200, false], host);
    }
    assertEquals(await asked(url, "pages.example"), [403, true]);
  });
  const token = "0123456789abcdef";
  await servedFiles(linearFiles(), async (url) => {
    assertEquals(await asked(url, "pages.example", token), [200, false]);
  }, { tokens: [token] });
});

Deno.test("pages of other origins are turned away, but those that are named", async () => {
  const named = "https://example.org";
  const asked = (url: string, origin: string, method = "POST") =>
    fetch(url + infer, {
      ...{ method, headers: { origin, "access-control-request-method": "POST" } },
      ...(method === "POST" && { body: JSON.stringify(good) }),
    });
  await servedFiles(linearFiles(), async (url) => {
    const refused = await asked(url, named);
    assertEquals([refused.status, refused.headers.get("access-control-allow-origin")], [403, null]);
    await refused.body?.cancel();
    const own = await asked(url, new URL(url).origin);
    assertEquals(own.status, 200);
    await own.body?.cancel();
  });
  await servedFiles(linearFiles(), async (url) => {
    for (const method of ["POST", "OPTIONS"]) {
      const { status, headers, body } = await asked(url, named, method);
      assertEquals([status, headers.get("access-control-allow-origin")], [
        method === "POST" ? 200 : 204,
        named,
      ]);
      await body?.cancel();
    }
    const other = await asked(url, "https://other.org");
    assertEquals([other.status, other.headers.get("access-control-allow-origin")], [403, null]);
    await other.body?.cancel();
  }, { origins: [named] });
});

Deno.test("what there is not, and what may not be done with what there is, is said in a sentence", async () => {
  await servedFiles(linearFiles(), async (url) => {
    const nowhere = await ask(`${url}nowhere`);
    assertEquals([nowhere.status, nowhere.json], [404, {
      error: "Cannot find /nowhere: the routes are listed at /",
    }]);
    const lines = await ask(`${url}two%0Alines`);
    assertEquals(lines.json, { error: "Cannot find /two lines: the routes are listed at /" });
    const put = await ask(url + infer, undefined, { method: "PUT" });
    assertEquals([put.status, put.headers.get("allow"), put.json], [405, "POST", {
      error: "Cannot PUT here: expected POST",
    }]);
    const head = await fetch(`${url}v2`, { method: "HEAD" });
    assertEquals([head.status, await head.text()], [200, ""]);
    const empty = await ask(url + infer, undefined, { method: "POST" });
    assertEquals([empty.status, empty.json], [400, {
      error: "Cannot read the request: it has no body, expected a JSON object",
    }]);
  });
});

/** The addresses of databases. */
import { assertEquals, assertThrows } from "@std/assert";
import { isDatabaseAddress, parseDatabaseAddress } from "../../src/databases/mod.ts";

Deno.test("an address has its parts, and a name without the password", () => {
  assertEquals(parseDatabaseAddress("postgres://ann:p%40ss@db.example:6000/news#codes"), {
    ...{ type: "postgres", host: "db.example", port: 6000, user: "ann", password: "p@ss" },
    ...{ database: "news", isSecure: false, table: "codes" },
    name: "postgres://ann@db.example:6000/news#codes",
  });
  assertEquals(parseDatabaseAddress("postgresql://[::1]/news?sslmode=verify-full"), {
    ...{ type: "postgres", host: "::1", port: 5432, database: "news", isSecure: true },
    ...{ table: "isthmus", name: "postgresql://[::1]:5432/news".replace("postgresql", "postgres") },
  });
  assertEquals(parseDatabaseAddress("pglite:made here/db#t1"), {
    ...{ type: "pglite", path: "made here/db", table: "t1", name: "pglite:made here/db#t1" },
  });
  assertEquals(parseDatabaseAddress("sqlite:/a/b.db"), {
    ...{ type: "sqlite", path: "/a/b.db", table: "isthmus", name: "sqlite:/a/b.db" },
  });
});

Deno.test("paths are no addresses", () => {
  const addresses = ["postgres://a/b", "postgresql://a/b", "pglite:a", "sqlite:a", "postgres:a"];
  assertEquals(addresses.map(isDatabaseAddress), [true, true, true, true, true]);
  assertEquals(["news-index", "./pglite", "a/sqlite:b", "C:\\a"].map(isDatabaseAddress), [
    ...[false, false, false, false],
  ]);
});

Deno.test("an address of something else is refused in one sentence, without its password", () => {
  const refused = (text: string, sentence: string) =>
    assertEquals(
      assertThrows(() => parseDatabaseAddress(text), TypeError).message.slice(0, sentence.length),
      sentence,
    );
  refused("news-index", "Cannot use this as a database: expected postgres://");
  refused("mysql://ann:secret@db/news", "Cannot use this as a database: expected postgres://");
  refused("pglite:", "Cannot use pglite: as a database: expected postgres://");
  const server = "Cannot use the address of a PostgreSQL server: expected postgres://";
  refused("postgres://ann:secret@db", server);
  refused("postgres://:5432/news", server);
  refused(
    "postgres://ann:secret@db/news?sslmode=require",
    "Cannot use postgres://ann@db:5432/news: expected nothing behind its ? but sslmode=verify-full",
  );
  for (const table of ["", "Codes", "a-b", 'a"; DROP TABLE x; --', "1a", "a".repeat(41)]) {
    refused(`sqlite:a.db#${table}`, `Cannot use sqlite:a.db#${table}: the name of a table has`);
    refused(
      `postgres://ann:secret@db/news#${table}`,
      `Cannot use postgres://ann@db:5432/news#${table}: the name of a table has small letters`,
    );
  }
});

import { assertEquals } from "@std/assert";
import { parse } from "@std/csv";
import { type ScoredExample, scoreFile } from "../../src/workflows/score_file.ts";

const fields = ["id", "label", "error", "flag"] as const;
const columns = ["heat", 'load, "net"'];
const far: ScoredExample = { id: "a\nb", label: "odd, far", error: Infinity, flag: 1 };

Deno.test("a table quotes what needs it, and an infinite error is inf", () => {
  const { head, line } = scoreFile("scores.csv", { fields, columns });
  const text = head + line(far, [Infinity, 0.25]);
  assertEquals(parse(text), [
    [...fields, "error of heat", 'error of load, "net"'],
    ["a\nb", "odd, far", "inf", "1", "inf", "0.25"],
  ]);
  // Fields keep their place, whoever lists them.
  assertEquals(scoreFile("x.csv", { fields: ["error", "id"] }).head, "id,error\n");
});

Deno.test("a line of JSON has the errors of values as an object, and null for an infinite one", () => {
  const { head, line } = scoreFile("scores.jsonl", { fields, columns });
  assertEquals(head, "");
  assertEquals(JSON.parse(line(far, [Infinity, 0.25])), {
    ...far,
    error: null,
    columns: { heat: null, 'load, "net"': 0.25 },
  });
  const plain = scoreFile("scores.jsonl", { fields });
  assertEquals(plain.line({ id: "1", error: 2 }, [1, 1]), '{"id":"1","error":2}\n');
});

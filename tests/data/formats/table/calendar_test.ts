import { assertEquals } from "@std/assert";
import { dayAfter, daysTo, formatDay } from "../../../../src/data/formats/table/calendar.ts";

Deno.test("days are counted as the runtime counts them, from the year 0 to 9999, and back", () => {
  for (let days = -719_528; days < 2_932_897; days += 97) {
    const date = new Date(days * 86_400_000);
    const expected = {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
    };
    assertEquals([dayAfter(days), daysTo(expected)], [expected, days]);
    assertEquals(formatDay(expected), date.toISOString().slice(0, 10));
  }
});

import { createElement } from "../controls/create_element.ts";
import type { ExampleForm } from "../model/example_form.ts";
import { barScale } from "./bar_scale.ts";
import type { ExampleView, ExampleViewOptions } from "./example_view.ts";
import { createNumberFields } from "./number_fields.ts";
import { shownRows } from "./shown_rows.ts";
import { createValueRow } from "./value_row.ts";

/** The largest number of rows, and of values that people can edit one by one. */
const MOST = 64;

/** Rows up to which a table is seen as a whole, on phones too; more are scrolled through. */
const SEEN = 8;

/** Shows examples as tables, each in place of the last: a row for each value, its name and a bar. */
export function createRowView(
  form: ExampleForm,
  { examples, onEdit }: ExampleViewOptions,
): ExampleView {
  const { names, unit } = form, isCut = names.length > MOST, isBeside = onEdit !== undefined;
  const scale = barScale(form, examples), { isSigned, step, start } = scale;
  const fields = onEdit && !isCut ? createNumberFields({ names, unit, step, onEdit }) : undefined;
  const rows = names.slice(0, MOST).map((_, i) =>
    createValueRow({ isSigned, isBeside, field: fields?.roots[i] })
  );
  const caption = createElement("caption", { part: "hidden" });
  const note = createElement("p", { part: "note" });
  const cut = isBeside ? `The largest ${MOST} errors` : `The first ${MOST}`;
  const heads = isBeside ? ["Column", "Original", "Reconstruction"] : ["Column", "Value"];
  const head = heads.map((text, i) =>
    createElement("th", {
      text,
      // The last one is that of the bars as well.
      attributes: { scope: "col", colspan: i < heads.length - 1 ? 1 : 2 },
    })
  );
  const table = createElement("table", {
    part: isBeside ? "rows is-beside" : "rows",
    children: [
      caption,
      createElement("thead", { children: [createElement("tr", { children: head })] }),
      createElement("tbody", { children: rows.map(({ root }) => root) }),
    ],
  });
  return {
    root: createElement("div", {
      part: "row-view",
      children: [
        createElement("div", {
          part: "row-scroll",
          // What scrolls needs the focus, for keys.
          attributes: rows.length > SEEN
            ? { tabindex: 0, role: "region", "aria-label": "Columns" }
            : {},
          children: [table],
        }),
        note,
      ],
    }),
    ...(fields && { fill: fields.fill }),
    show(values, { label, original }) {
      caption.textContent = label;
      const compared = original ? { values: original, reconstruction: values } : { values };
      const shown = shownRows(form, scale, { ...compared, most: MOST });
      shown.forEach((row, i) => rows[i].show(row));
      const largest = shown.find(({ isLargest }) => isLargest);
      note.textContent = [
        ...isCut ? [`${cut} of ${names.length} columns.`] : [],
        `Bars start at ${start}.`,
        ...largest ? [`The largest error is that of ${largest.name}.`] : [],
      ].join(" ");
    },
  };
}

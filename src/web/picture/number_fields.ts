import { createElement } from "../controls/create_element.ts";

/** The values that fields are for. */
export interface NumberFieldsOptions {
  readonly names: readonly string[];
  /** One of the numbers that people read and write. */
  readonly unit: number;
  /** A small step of each. */
  readonly step: (place: number) => number;
  /** Called with all values whenever one was edited. */
  readonly onEdit: (values: Float32Array<ArrayBuffer>) => void;
}

/** A field for each value of an example. */
export interface NumberFields {
  readonly roots: readonly HTMLElement[];
  /** Takes over values. */
  fill(values: Float32Array<ArrayBuffer>): void;
}

/** Makes fields that hold nothing yet. */
export function createNumberFields(
  { names, unit, step, onEdit }: NumberFieldsOptions,
): NumberFields {
  let values = new Float32Array(names.length);
  const fields = names.map((name, i) => {
    const field = createElement("input", {
      attributes: { type: "number", step: step(i), "aria-label": name },
      on: {
        input() {
          const value = field.valueAsNumber * unit;
          if (!Number.isFinite(Math.fround(value))) return;
          values = Float32Array.from(values);
          values[i] = value;
          onEdit(values);
        },
        // One that was left empty has its last number again.
        change: () => show(i),
      },
    });
    return field;
  });
  const show = (i: number) => {
    fields[i].value = String(Number((values[i] / unit).toPrecision(6)));
  };
  return {
    roots: fields,
    fill(taken) {
      values = taken;
      names.forEach((_, i) => show(i));
    },
  };
}

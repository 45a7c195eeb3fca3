import { formatValue } from "../../plots/format_value.ts";
import { createElement } from "../controls/create_element.ts";
import { stepColour, STEPS } from "./items/number_scale.ts";
import { countOf } from "./items/item_facts.ts";
import type { MapSession } from "./map_session.ts";
import { cssColour } from "./points/sprite.ts";

/** The choice of what colours tell, and the classes or the scale that they stand for. */
export interface MapLegend {
  readonly root: HTMLElement;
}

/** Makes the legend of a session; a class that is pressed is switched off or on. */
export function createMapLegend(session: MapSession): MapLegend {
  const { columns } = session.collection;
  const list = createElement("div", { part: "legend", attributes: { role: "group" } });
  const remark = createElement("p", { part: "legend-remark" });
  const all = createElement("button", {
    part: "small-button",
    text: "All on",
    attributes: { type: "button" },
    on: { click: () => switchOff([]) },
  });
  const none = createElement("button", {
    part: "small-button",
    text: "All off",
    attributes: { type: "button" },
    on: { click: () => switchOff(session.colouring.entries.map(({ style }) => style)) },
  });
  const buttons = new Map<number, HTMLElement>();
  const switchOff = (styles: Iterable<number>): void => {
    session.switchOff(styles);
    for (const [style, button] of buttons) {
      button.setAttribute("aria-pressed", String(!session.off.has(style)));
    }
  };
  const turn = (style: number): void => {
    const rest = [...session.off].filter((each) => each !== style);
    switchOff(rest.length < session.off.size ? rest : [...rest, style]);
  };
  const fill = (name: string | undefined): void => {
    const { entries, styles, scale, remark: text = "" } = session.colouring;
    buttons.clear();
    for (const { name, style, count } of entries) {
      const { colour, shape } = styles[style];
      const swatch = createElement("span", { part: `legend-swatch is-${shape}` });
      swatch.style.setProperty("--colour", cssColour(colour));
      const words = [
        createElement("span", { text: name }),
        createElement("span", { part: "legend-count", text: count.toLocaleString("en") }),
      ];
      const button = createElement("button", {
        part: "legend-entry",
        attributes: {
          type: "button",
          "aria-pressed": "true",
          "aria-label": `${name}, ${countOf(count)}`,
        },
        children: [swatch, ...words],
        on: { click: () => turn(style) },
      });
      buttons.set(style, button);
    }
    const bar = scale ? [createScaleBar([scale.low, scale.high], { isCut: scale.isCut })] : [];
    list.setAttribute("aria-label", `${name ?? "Classes"}: press one to switch it off or on`);
    list.replaceChildren(...bar, ...buttons.values());
    list.hidden = list.childElementCount === 0;
    all.hidden = none.hidden = entries.length < 2;
    remark.textContent = text;
    remark.hidden = text === "";
  };
  const choose = (value: string): void => {
    const column = value === "" ? undefined : Number(value);
    session.colourBy(column);
    fill(column === undefined ? undefined : columns[column].name);
  };
  const select = createElement("select", {
    children: [
      ...columns.map(({ name }, i) =>
        createElement("option", { text: name, attributes: { value: i } })
      ),
      createElement("option", { text: "nothing", attributes: { value: "" } }),
    ],
    on: { change: () => choose(select.value) },
  });
  fill(columns[0]?.name);
  const label = createElement("label", { text: "Colours tell " });
  label.append(select);
  const head = createElement("div", { part: "legend-head", children: [label, all, none] });
  head.hidden = columns.length === 0;
  return { root: createElement("div", { part: "legend-box", children: [head, list, remark] }) };
}

function createScaleBar(
  [low, high]: readonly [number, number],
  { isCut }: { isCut: boolean },
): HTMLElement {
  const steps = Array.from({ length: 9 }, (_, i) => cssColour(stepColour((STEPS - 1) * i / 8)));
  const bar = createElement("span", { part: "scale-bar" });
  bar.style.backgroundImage = `linear-gradient(to right, ${steps.join(", ")})`;
  const ends = [
    `${isCut ? "≤ " : ""}${formatValue(low)}`,
    `${isCut ? "≥ " : ""}${formatValue(high)}`,
  ];
  return createElement("span", {
    part: "scale",
    children: [
      createElement("span", { text: ends[0] }),
      bar,
      createElement("span", { text: ends[1] }),
    ],
  });
}

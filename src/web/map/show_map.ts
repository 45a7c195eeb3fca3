import { createRng } from "../../core/rng.ts";
import { createElement } from "../controls/create_element.ts";
import { createThumbnails, type Thumbnails } from "../picture/thumbnails.ts";
import { drawPicture, savePicture } from "./draw_picture.ts";
import { bytesOfBase64 } from "./items/bytes_of_base64.ts";
import { type Collection, readCollection } from "./items/collection.ts";
import { MAP_ELEMENTS, type MapData } from "./items/map_data.ts";
import { createItemsTable } from "./items_table.ts";
import { mapCss } from "./map_css.ts";
import { createMapLegend } from "./map_legend.ts";
import { createMapPanel, type MapPanel } from "./map_panel.ts";
import { createMapSession, type MapSession } from "./map_session.ts";
import { createMapTools } from "./map_tools.ts";
import { createSearchBox } from "./search_box.ts";
import { createWordsLine } from "./words_line.ts";

/** The stillness after which the table and the words follow the maps, in milliseconds. */
const STILL = 150;

/** Reads the data of the page, and shows its maps; throws a TypeError on a page without any. */
export function showMap(): void {
  const root = document.getElementById(MAP_ELEMENTS.root);
  const text = document.getElementById(MAP_ELEMENTS.data)?.textContent;
  if (!root || !text) throw new TypeError("Cannot show a map: the page holds no data of one");
  const data: MapData = JSON.parse(text), collection = readCollection(data);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(mapCss);
  const shadow = root.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [sheet];
  const panels: MapPanel[] = [];
  const { thumbnails: drawn } = data;
  const thumbnails = drawn && createThumbnails(drawn, {
    read: (sheet) => bytesOfBase64(drawn.sheets[sheet]),
    onReady() {
      for (const panel of panels) {
        panel.repaint();
        panel.redrawCard();
      }
    },
  });
  shadow.append(createFrame(collection, { thumbnails, panels, host: root }));
}

/** Makes all within the frame, and adds the maps to `panels`. */
function createFrame(
  collection: Collection,
  { thumbnails, panels, host }: {
    thumbnails: Thumbnails | undefined;
    panels: MapPanel[];
    host: HTMLElement;
  },
): HTMLElement {
  const { maps, count, texts } = collection;
  const session = createMapSession(collection, {
    onPaint() {
      for (const panel of panels) panel.repaint();
      follow();
      tools.follow();
    },
    onShow() {
      for (const panel of panels) panel.followShown();
    },
  });
  const live = createElement("p", { part: "hidden", attributes: { role: "status" } });
  const tell = (text: string): void => void (live.textContent = text);
  let active = 0, timer: ReturnType<typeof setTimeout> | undefined;
  const follow = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const items = panels[active].look.inView();
      table.show(items, maps[active].name);
      words?.show(items);
    }, STILL);
  };
  const goTo = (item: number): void => {
    // The other map follows without a card of its own.
    panels.forEach((panel, i) => i !== active && panel.look.centre(item));
    panels[active].goTo(item);
    tell(collection.names[item]);
  };
  const tools = createMapTools(session, {
    looks: () => panels.map(({ look }) => look),
    onPicture: () => savePicture(pictureOf(session, panels, host), collection.title),
  });
  const words = texts && createWordsLine(texts);
  const table = createItemsTable(collection, { onGo: goTo });
  // In their own order, a class that comes last would cover the others.
  const order = createRng(0).permutation(count);
  maps.forEach((_, index) =>
    panels.push(createMapPanel({
      session,
      index,
      order,
      thumbnails,
      framesAlways: () => tools.framesAlways,
      onLook: follow,
      onUse() {
        active = index;
        follow();
      },
      onTell: tell,
    }))
  );
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    for (const panel of panels) panel.repaint();
  });
  return createElement("div", {
    part: "frame",
    children: [
      createElement("div", {
        part: "toolbar",
        children: [createSearchBox(session, { onGo: goTo }).root, tools.root],
      }),
      createElement("div", {
        part: `maps is-${maps.length}`,
        children: panels.map(({ root }) => root),
      }),
      ...words ? [words.root] : [],
      createMapLegend(session).root,
      table.root,
      live,
    ],
  });
}

function pictureOf(
  session: MapSession,
  panels: readonly MapPanel[],
  host: HTMLElement,
): HTMLCanvasElement {
  const { maps } = session.collection;
  const pictured = panels.map(({ canvas }, i) => ({ name: maps[i].name, canvas }));
  return drawPicture(session, { maps: pictured, host });
}

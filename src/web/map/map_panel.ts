import { createElement } from "../controls/create_element.ts";
import { createItemCard } from "./item_card.ts";
import { type DeedOptions, doOnMap } from "./map_deeds.ts";
import { followGestures } from "./map_gestures.ts";
import { deedOf, KEY_HELP } from "./map_keys.ts";
import { createPainter, type DrawnThumbnails } from "./map_painter.ts";
import type { MapSession } from "./map_session.ts";
import { createMapLook, type MapLook } from "./points/map_look.ts";
import type { ViewPlace } from "./points/view.ts";
import type { Thumbnails } from "../picture/thumbnails.ts";

/** A map on the page, with all that is done on it. */
export interface MapPanel {
  readonly root: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly look: MapLook;
  /** Paints at the next frame, once however often it is asked. */
  repaint(): void;
  /** Moves the mark to the item that is shown now. */
  followShown(): void;
  /** Draws the picture of the card again. */
  redrawCard(): void;
  /** Brings an item into the middle, and shows it. */
  goTo(item: number): void;
}

/** The place of a map on its page. */
export interface MapPanelOptions {
  readonly session: MapSession;
  /** The index of the map. */
  readonly index: number;
  /** The order in which items are painted. */
  readonly order: Uint32Array;
  readonly thumbnails?: Thumbnails | undefined;
  /** True where a drag selects also without Shift. */
  readonly framesAlways: () => boolean;
  /** Another part of it is in view. */
  readonly onLook: () => void;
  /** A visitor turns to it. */
  readonly onUse: () => void;
  /** Something is to be said to those who do not see it. */
  readonly onTell: (text: string) => void;
}

/** The reach of a pointer for an item, in CSS pixels. */
const REACH = 14;

/** The zoom that an item is gone to with, at least. */
const NEAR = 6;

/** Makes a map. */
export function createMapPanel(
  { session, index, order, thumbnails, framesAlways, onLook, onUse, onTell }: MapPanelOptions,
): MapPanel {
  const { collection } = session, { name, caption, positions, marks } = collection.maps[index];
  const paint = createPainter({ session, positions, marks, order, thumbnails });
  const card = createItemCard(collection, thumbnails);
  const canvas = createElement("canvas", { part: "map-canvas" });
  const frame = createElement("div", { part: "map-frame", attributes: { hidden: true } });
  const plane = createPlane(name, [canvas, frame, card.root]);
  let frames = 0, drawn: DrawnThumbnails | undefined;
  const repaint = (): void => {
    frames ||= requestAnimationFrame(() => {
      frames = 0;
      if (look.size.width === 0) return;
      drawn = paint(canvas, look);
      followShown();
    });
  };
  const look = createMapLook(positions, {
    marked: marks.flatMap(({ x, y }) => [x, y]),
    isShown: session.isShown,
    onLook() {
      repaint();
      onLook();
    },
  });
  const followShown = (): void => {
    const { shown } = session;
    card.show(
      shown && {
        item: shown.item,
        at: look.placeOf(shown.item),
        size: look.size,
        isFull: shown.map === index,
        side: drawn?.items.has(shown.item) ? drawn.side : 0,
      },
    );
  };
  // A thumbnail is reached wherever it lies.
  const reach = (): number => Math.max(REACH, drawn?.items.size ? drawn.side / 2 : 0);
  const show = (item: number | undefined): void =>
    session.show(item === undefined ? undefined : { item, map: index });

  new ResizeObserver(() => {
    look.resize({ width: plane.clientWidth, height: plane.clientHeight });
  }).observe(plane);
  followGestures(plane, {
    framesAlways,
    onPan: look.pan,
    onZoom: look.zoom,
    onHover: (at) => show(at && look.itemAt(at, reach())),
    onPress(at) {
      const item = look.itemAt(at, reach());
      // A mouse has shown it already, a finger shows it first.
      if (item !== undefined && item === session.shown?.item) session.toggle(item);
      show(item);
    },
    onFrame(from, to, isDone) {
      frame.hidden = isDone;
      if (isDone) session.select(look.between(from, to));
      else placeFrame(frame, { from, to });
    },
  });
  for (const type of ["pointerdown", "wheel", "keydown"]) {
    plane.addEventListener(type, onUse, { passive: true });
  }
  followKeys(plane, { session, look, show, onTell });
  return {
    root: mapFigure(plane, { name, caption }),
    canvas,
    look,
    repaint,
    followShown,
    redrawCard: card.redraw,
    goTo(item) {
      look.centre(item, { zoom: NEAR });
      show(item);
    },
  };
}

function followKeys(plane: HTMLElement, options: DeedOptions): void {
  plane.addEventListener("keydown", (event) => {
    const deed = deedOf(event);
    if (deed === undefined) return;
    event.preventDefault();
    doOnMap(deed, options);
  });
}

function createPlane(name: string, children: readonly Node[]): HTMLElement {
  return createElement("div", {
    part: "map-plane",
    attributes: {
      tabindex: 0,
      role: "application",
      "aria-roledescription": "map",
      "aria-label": `${name}. ${KEY_HELP}`,
    },
    children,
  });
}

function mapFigure(
  plane: HTMLElement,
  { name, caption }: { name: string; caption: string },
): HTMLElement {
  const words = [createElement("strong", { text: name }), createElement("span", { text: caption })];
  return createElement("figure", {
    part: "map",
    children: [createElement("figcaption", { children: words }), plane],
  });
}

function placeFrame(
  frame: HTMLElement,
  { from, to }: { from: ViewPlace; to: ViewPlace },
): void {
  const { style } = frame;
  style.left = `${Math.min(from.left, to.left)}px`;
  style.top = `${Math.min(from.top, to.top)}px`;
  style.width = `${Math.abs(to.left - from.left)}px`;
  style.height = `${Math.abs(to.top - from.top)}px`;
}

import { countOf, sayItem } from "./items/item_facts.ts";
import type { MapDeed } from "./map_keys.ts";
import type { MapSession } from "./map_session.ts";
import type { MapLook } from "./points/map_look.ts";

/** A map that deeds are done on. */
export interface DeedOptions {
  readonly session: MapSession;
  readonly look: MapLook;
  /** Shows an item on this map, or none. */
  readonly show: (item: number | undefined) => void;
  /** Says something to those who do not see it. */
  readonly onTell: (text: string) => void;
}

/** Does on a map what a key asks for, and tells what is there then. */
export function doOnMap(deed: MapDeed, { session, look, show, onTell }: DeedOptions): void {
  const { collection } = session;
  const tell = (item: number | undefined, otherwise: string): void => {
    show(item);
    onTell(item === undefined ? otherwise : sayItem(collection, item));
  };
  const tellMiddle = (): void => tell(look.itemInMiddle(), "No item near the middle");
  switch (deed.type) {
    case "pan":
      look.pan({ left: deed.right * look.size.width, top: deed.down * look.size.height });
      return tellMiddle();
    case "zoom":
      look.zoom(deed.factor);
      return tellMiddle();
    case "step": {
      const item = look.next(session.shown?.item, deed.way);
      if (item === undefined) return onTell("No item that way");
      look.centre(item);
      return tell(item, "");
    }
    case "all":
      look.showAll();
      return onTell(`All ${countOf(collection.count)}`);
    case "select": {
      if (!session.shown) return onTell("No item is shown that could be selected");
      session.toggle(session.shown.item);
      return onTell(`${countOf(session.selected.size)} selected`);
    }
    case "leave":
      if (session.shown) return show(undefined);
      session.select([]);
      return onTell("Nothing is selected");
  }
}

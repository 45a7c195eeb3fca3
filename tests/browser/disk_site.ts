import { join } from "@std/path";
import { gallerySite } from "../../src/site/web_site.ts";
import { writeSite } from "../../src/site/write_site.ts";

/** Writes pages that are opened from the disk into a folder beside those of maps, whose name is awkward. */
export async function writeDiskSite(directory: string): Promise<void> {
  const site = await gallerySite([join(directory, "large")], { engines: ["lite"] });
  await writeSite(site, join(directory, "maps", "a $& site's"));
}

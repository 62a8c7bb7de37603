/** What Hexo and Jekyll have in common: posts in `_posts`, whose URLs come from a permalink such as `/:year/:title/`. */
import path from "node:path";
import { t } from "../platform/i18n.js";
import type { AddressKey } from "./types.js";

/** The path of a post below `_posts`, with `/`; `undefined` if the file is none. */
export function postOf(file: string, source: string | undefined): string | undefined {
  const shown = file.replaceAll(path.sep, "/");
  if (source === undefined) return /^.*\/_posts\/(.+)$/.exec(shown)?.[1];
  const folder = `${source.replaceAll(path.sep, "/")}/_posts/`;
  return shown.startsWith(folder) ? shown.slice(folder.length) : undefined;
}

/**
 * The keys that the URL of a post comes from.
 *
 * @param parts the names of the parts of the permalink, without colons.
 * @param keysOf the keys that a part comes from.
 */
export function addressKeys(
  parts: readonly string[],
  data: Readonly<Record<string, unknown>>,
  keysOf: (part: string) => readonly AddressKey[],
): AddressKey[] {
  const own = addressKey("permalink");
  if (data.permalink) return [own];
  const all = [own, ...parts.flatMap(keysOf)];
  return [...new Map(all.map((one) => [one.key, one])).values()];
}

/** A key of which the URL contains the value. */
export const addressKey = (key: string, isSame?: AddressKey["isSame"]): AddressKey => ({
  key,
  reason: t("generator.permalink", 'it contains "{key}"', { key }),
  ...(isSame && { isSame }),
});

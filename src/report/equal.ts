/** Equal violations of one article as one entry, for terminals. */
import { t } from "../platform/i18n.js";
import { widthOf } from "./width.js";

/** Two equal violations are listed: folded, they would need two lines as well. */
const fewestFolded = 3;

interface Row {
  readonly place: string;
  /** What makes violations equal: all that is shown of them but the place. */
  readonly key: string;
}

/** The first row of each key, with the places of the others if they are folded. The order stays. */
export function foldEqual<R extends Row>(rows: readonly R[]): (R & { readonly others: readonly string[] })[] {
  const places = new Map<string, string[]>();
  for (const { key, place } of rows) {
    const known = places.get(key);
    if (known) known.push(place);
    else places.set(key, [place]);
  }
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const all = places.get(row.key) ?? [];
    if (all.length < fewestFolded) return [{ ...row, others: [] }];
    if (seen.has(row.key)) return [];
    seen.add(row.key);
    return [{ ...row, others: all.slice(1) }];
  });
}

/** `also 8:5, 10:5 and 9 more`: as many places as fit. */
export function otherPlaces(places: readonly string[], room: number): string {
  const line = (shown: number) => {
    const data = { places: places.slice(0, shown).join(", "), count: places.length - shown };
    return shown === places.length
      ? t("report.equal.also", "also {places}", data)
      : t("report.equal.alsoMore", "also {places} and {count} more", data);
  };
  let shown = places.length;
  while (shown > 1 && widthOf(line(shown)) > room) shown = shown > 40 ? 40 : shown - 1;
  return line(shown);
}

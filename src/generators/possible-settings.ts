/** Settings that are one of several objects, such as those that a function returns under different conditions. */
import { isRecord } from "../platform/is-record.js";
import type { Settings } from "./types.js";
import { changersOf, markChangers, markUnread, type PossibleValues, type Unread, unreadKeys } from "./unread.js";

/** What all of them state. Of a key about which they differ, the values are those that it may have. */
export function anyOfSettings(all: readonly Settings[]): Settings {
  const [first = {}, ...others] = all;
  if (others.length === 0) return first;
  const result: Record<string, unknown> = {};
  const keys = new Set(all.flatMap((one) => [...Object.keys(one), ...unreadKeys(one).keys()]));
  for (const key of keys) {
    const found = all.map((one) => valueAt(one, key));
    const values = found.flatMap(({ values }) => values);
    const isOpen = found.some(({ isOpen }) => isOpen);
    const isStated = all.every((one) => Object.hasOwn(one, key));
    if (key === "*") markUnread(result, key);
    else if (isStated && values.every(isRecord)) result[key] = anyOfSettings(values);
    else if (isStated && !isOpen && values.every((value) => isSame(value, values[0]))) result[key] = values[0];
    else markUnread(result, key, values.length > 0 ? { possible: { values: distinct(values), isOpen } } : {});
  }
  markChangers(result, all.flatMap(changersOf));
  return result;
}

function valueAt(settings: Settings, key: string): PossibleValues {
  if (Object.hasOwn(settings, key)) return { values: [settings[key]], isOpen: false };
  const unread: Unread | undefined = unreadKeys(settings).get(key) ?? unreadKeys(settings).get("*");
  if (unread) return unread.possible ?? { values: [], isOpen: true };
  return { values: [undefined], isOpen: false };
}

/** Lists and objects of which something could not be read are never the same. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other) || unreadKeys(one).size > 0 || unreadKeys(other).size > 0)
    return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(one[key as never], other[key as never]))
  );
}

const distinct = (values: readonly unknown[]): unknown[] =>
  values.filter((value, at) => values.findIndex((other) => isSame(value, other)) === at);

import { visibleJson } from "./visible.js";

/**
 * A JSON list that is printed as its items arrive.
 *
 * @param lead the text before the first item.
 * @param indent the text before each item.
 */
export function jsonList(lead: string, indent: string) {
  let before = lead;
  return {
    items: (items: readonly object[]): string =>
      items
        .map((item) => {
          const text = `${before}\n${indent}${visibleJson(item)}`;
          before = ",";
          return text;
        })
        .join(""),
    /** The text that remains to be printed if there was no item. */
    lead: (): string => (before === lead ? lead : ""),
  };
}

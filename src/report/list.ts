import { visibleJson } from "./visible.js";

/**
 * A list of JSON that is printed as its items come.
 *
 * @param lead what stands before the first item.
 * @param indent what stands before each.
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
    /** What is still to be printed if there was no item. */
    lead: (): string => (before === lead ? lead : ""),
  };
}

import type { LinkReference } from "../../src/rule.js";

/**
 * The part after the `#` if it can only be an id. `undefined` for the top of the page, a text fragment (`#:~:text=`),
 * a client-side route (`#/guide`, `#!guide`) or a parameter (`#page=3`).
 */
export function fragmentOf({ url }: LinkReference): string | undefined {
  // Most links have none.
  if (!url.includes("#")) return undefined;
  const [, fragment = ""] = /#(.*)$/s.exec(url.replace(/:~:.*$/s, "")) ?? [];
  return fragment === "" || /^top$/i.test(fragment) || /^[/!]|=/.test(fragment) ? undefined : fragment;
}

/** Names that templates can find pages and files by. */
import type { RouteIndex } from "../generators/routes/types.js";
import { decodedPath } from "./address.js";

/** Whether something of the site has the name at the end of a URL, whatever its folder, language and extension. */
export function nameFinder(index: RouteIndex): (url: string) => boolean {
  let names: ReadonlySet<string> | undefined;
  return (url) => {
    names ??= namesIn(index);
    return names.has(nameIn(decodedPath(/^[^?#]*/.exec(url)?.[0] ?? url)));
  };
}

function namesIn({ articles, copies, generated, hooks }: RouteIndex): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [file, route] of articles) {
    names.add(nameIn(file));
    if (route.state === "page") for (const output of [route.output, ...route.aliases]) names.add(nameIn(output));
  }
  for (const [output, file] of copies) names.add(nameIn(output)).add(nameIn(file));
  for (const [output] of generated) names.add(nameIn(output));
  for (const file of hooks?.lookups ?? []) names.add(nameIn(file));
  return names;
}

/** `port` of `docs/port.en.md`, `docs/port/index.html` and `docs/port/`. */
function nameIn(path: string): string {
  const parts = path.split("/").filter((part) => !/^(?:|\.{1,2}|_?index(?:\..*)?)$/i.test(part));
  return (parts.at(-1) ?? "").replace(/(?<=.)\..*$/, "").toLowerCase();
}

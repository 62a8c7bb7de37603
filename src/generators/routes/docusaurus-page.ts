/** The page of a path of Docusaurus. */
import type { Route } from "./types.js";

/** Files and folders that Docusaurus makes no pages of. */
export const isPartial = (page: string): boolean => /(?:^|\/)_/.test(page);

/** The page at a path such as `/docs/a`. @param slash the setting `trailingSlash`. */
export function pageAt(path: string, slash: boolean | undefined): Route & { readonly state: "page" } {
  const tidy = `/${path
    .split("/")
    .filter((part) => part !== "")
    .join("/")}`;
  const isFolder = path.endsWith("/");
  const name = tidy.slice(1);
  if (name === "") return { state: "page", url: "/", output: "index.html", aliases: [] };
  const url = slash === true || (isFolder && slash === undefined) ? `${tidy}/` : tidy;
  return { state: "page", url, output: slash === false ? `${name}.html` : `${name}/index.html`, aliases: [] };
}

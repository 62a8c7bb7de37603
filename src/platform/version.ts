import { readFileSync } from "node:fs";
import { packageRoot } from "./package-root.js";

const manifest: { readonly version: string; readonly homepage?: string } = JSON.parse(
  readFileSync(`${packageRoot()}/package.json`, "utf8"),
);

/** The version of the installed package. */
export const { version } = manifest;

/** Its home page, which links to rule pages are made of. A package that is not published has none. */
export const { homepage } = manifest;

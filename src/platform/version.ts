import { readFileSync } from "node:fs";
import { packageRoot } from "./package-root.js";

const manifest: { readonly version: string; readonly homepage?: string } = JSON.parse(
  readFileSync(`${packageRoot()}/package.json`, "utf8"),
);

/** The version of the installed package. */
export const { version } = manifest;

/** The home page of the package, the base of links to rule pages; `undefined` if the package is not published. */
export const { homepage } = manifest;

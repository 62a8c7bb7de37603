/** How a site leads an address that moved to its page. */
import path from "node:path";
import type { RouteIndex, RoutePlan } from "../generators/routes/types.js";
import { existsSync } from "../platform/observed-fs.js";
import type { RedirectWay } from "./model.js";

interface RedirectingSite extends Pick<RouteIndex, "redirectsBy"> {
  readonly root: string;
  readonly base: string;
  readonly plan: Pick<RoutePlan, "copiedFrom">;
}

/** The key of the front matter, a line of the host's file, or the setting that makes `url` lead to `page`. */
export function redirectWay(
  { root, base, plan, redirectsBy }: RedirectingSite,
  url: string,
  page: string | undefined,
): RedirectWay {
  if (redirectsBy && "key" in redirectsBy && page !== undefined)
    return { kind: "front-matter", key: redirectsBy.key, value: `/${url.slice(base.length)}` };
  for (const file of ["_redirects", ...plan.copiedFrom("_redirects")])
    if (existsSync(path.join(root, file)))
      return { kind: "line", file, line: `${encodeURI(url)} ${encodeURI(page ?? base)} 301` };
  for (const file of ["netlify.toml", "vercel.json"])
    if (existsSync(path.join(root, file))) return { kind: "setting", setting: file };
  if (!redirectsBy) return { kind: "none" };
  return { kind: "setting", setting: "key" in redirectsBy ? redirectsBy.key : redirectsBy.setting };
}

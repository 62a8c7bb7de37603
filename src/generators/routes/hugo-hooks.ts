/**
 * Templates that write the links and images of Markdown in Hugo: https://gohugo.io/render-hooks/links/. One that looks for
 * pages or files may lead anywhere, which stet does not find out.
 */
import { actionsIn } from "../go-templates.js";
import type { HugoSettings } from "./hugo-settings.js";
import type { RouteIndex, SiteFiles, Unknown } from "./types.js";

type Hooks = NonNullable<RouteIndex["hooks"]>;

export function hugoHooks({ themes, hasModules }: HugoSettings, files: SiteFiles): Hooks {
  const layouts = [
    ...files.below("layouts"),
    ...themes.flatMap((theme) => files.below(`themes/${theme}/layouts`)),
    ...(hasModules ? files.below("_vendor") : []),
  ];
  const missing = themes.find((theme) => files.below(`themes/${theme}`).length === 0);
  // A theme that is not there may have templates for them.
  const unknown: Unknown | undefined =
    missing === undefined
      ? hasModules && files.below("_vendor").length === 0
        ? { why: "theme", detail: "module.imports" }
        : undefined
      : { why: "theme", detail: missing };
  const [link, image] = [hooksFor("link"), hooksFor("image")];
  const isLookedUp = [link, image].some(({ hooks }) => hooks.length > 0);
  const byName = isLookedUp && !unknown && [link, image].every(({ others }) => others.length === 0);
  return {
    link: reasonOf(link) ?? unknown,
    image: reasonOf(image) ?? unknown,
    // Lookups also find what is in `assets`.
    ...(byName && { lookups: files.below("assets") }),
  };

  function hooksFor(what: "link" | "image") {
    const isHook = new RegExp(`(?:^|/)_markup/render-${what}(?:\\.[^/]*)?\\.html$`);
    const hooks = layouts.filter((name) => isHook.test(name) && !keepsUrl(files.text(name) ?? ""));
    return { hooks, others: hooks.filter((name) => !looksUp(files.text(name) ?? "")) };
  }

  function reasonOf({ hooks }: ReturnType<typeof hooksFor>): Unknown | undefined {
    const [hook] = hooks;
    return hook === undefined ? undefined : { why: "template", detail: hook };
  }
}

/** What only asks something of the URL. */
const asking = /\b(?:strings\.)?(?:HasPrefix|HasSuffix|Contains(?:Any)?|hasPrefix|hasSuffix)\b/g;

/** Functions and methods that make another URL, or take one from a page or file. */
const making =
  /\b(?:GetPage|GetMatch|GetRemote|Get|Match|Resources|resources|RelPermalink|Permalink|RelRef|Ref|relref|ref|(?:rel|abs)(?:Lang)?URL|replace(?:RE)?|trim|strings|path|urls|partial(?:Cached)?|template|printf?|delimit|substr|slicestr|index|lower|urlize|anchorize)\b/i;

/** Variables, parts of a URL, and what looks for pages and files by their name, or joins a path with it. */
const lookingUp =
  /\$\w+|\.(?:Path|RawPath|RawQuery|Fragment|Host|Scheme|IsAbs|String|Page|PageInner)\b|\b(?:GetPage|(?:Page)?Resources\.Get|RelPermalink|Permalink|RelRef|Ref|relref|ref|(?:rel|abs)(?:Lang)?URL|urls\.Parse|path\.(?:Base|Dir|Join|Clean)|strings\.Trim\w*|printf?)\b/gi;

/** Whether a template makes no other URL than that of a page or file whose name is the end of the path that it gets. */
function looksUp(template: string): boolean {
  for (const action of actionsIn(template))
    if (
      making.test(
        action
          .replace(/"[^"]*"/g, '""')
          .replace(asking, "")
          .replace(lookingUp, ""),
      )
    )
      return false;
  return true;
}

/** Whether a template only writes the URL that it gets. Made text such as `(print "a" .Destination)` is not. */
function keepsUrl(template: string): boolean {
  for (const action of actionsIn(template)) if (making.test(action.replace(asking, ""))) return false;
  return true;
}

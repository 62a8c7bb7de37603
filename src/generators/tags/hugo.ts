/** The shortcodes `ref`, `relref` and `figure` of Hugo 0.111: `hugolib/pagecollections.go`. https://gohugo.io/shortcodes/ */
import path from "node:path/posix";
import { isArticle } from "../routes/hugo-content.js";
import type { HugoSettings } from "../routes/hugo-settings.js";
import { folderOf, nameOf, withoutExtension } from "../routes/shared.js";
import type { RouteIndex, Sources, TagPlan, Unknown } from "../routes/types.js";
import { generalGap, type Word } from "./written.js";

export function hugoTags(hugo: HugoSettings): TagPlan {
  return {
    shown(tag) {
      const read = shortcode(tag);
      if (read?.name !== "figure") return [];
      const { src, link } = read.named;
      const use = (about: "link" | "image", word: Word | undefined) =>
        word === undefined ? [] : [{ tag: "figure", about, url: word.text, start: word.start, end: word.end }];
      return [...use("image", src), ...use("link", link)];
    },
    inUrl(url) {
      const [, tag = "", rest = ""] = /^(\{\{[<%](?:(?![>%]\}\}).)*[>%]\}\})([^{]*)$/s.exec(url) ?? [];
      const read = shortcode(tag);
      if (!read || !/^(?:rel)?ref$/.test(read.name)) return undefined;
      const word = read.named.path ?? (read.unnamed.length === 1 ? read.unnamed[0] : undefined);
      // A page of another language or format.
      if (!word || Object.keys(read.named).some((name) => name !== "path")) return undefined;
      return { tag: read.name, url: word.text + rest, start: word.start, end: word.end };
    },
    finder(index, base) {
      const find = pageFinder(index, hugo);
      const gap = generalGap(index);
      return ({ tag, url }, from) => {
        if (index.ownTags?.includes(tag)) return { why: "template", detail: tag };
        if (tag === "figure")
          // Newer versions of Hugo look for an image in `assets/`, too.
          return /^[./]|:/.test(url) ? url : { sources: [`assets/${url.replace(/[?#].*$/s, "")}`], otherwise: url };
        const wanted = url.replace(/#.*$/s, "");
        if (wanted === "") return url;
        const found = find(wanted, from);
        if (found === undefined) return gap ?? { miss: "no-name" };
        if (typeof found === "object") return found;
        return typeof base === "string" ? base + found : base;
      };
    },
  };
}

interface Shortcode {
  readonly name: string;
  readonly named: Readonly<Record<string, Word>>;
  readonly unnamed: readonly Word[];
}

/** `{{< name "a" b=`c` >}}`. Parameters without quotes are read, too. */
function shortcode(tag: string): Shortcode | undefined {
  const [head = "", name = ""] = /^\{\{[<%]\s*([\w-]+)(?=\s)/.exec(tag) ?? [];
  if (name === "") return undefined;
  const inside = tag.replace(/\s*\/?[>%]\}\}$/, "");
  const named: Record<string, Word> = Object.create(null);
  const unnamed: Word[] = [];
  const parameter = /(?:([\w-]+)\s*=\s*)?(?:"((?:[^"\\]|\\.)*)"|`([^`]*)`|([^\s"`=]+))/g;
  for (const found of inside.slice(head.length).matchAll(parameter)) {
    const [whole, key, double, raw, bare = ""] = found;
    if (double?.includes("\\")) return undefined;
    const text = double ?? raw ?? bare;
    const end = head.length + found.index + whole.length - (double === undefined && raw === undefined ? 0 : 1);
    const word = { text, start: end - text.length, end };
    if (key === undefined) unnamed.push(word);
    else named[key] = word;
  }
  return { name, named, unnamed };
}

interface HugoContent {
  readonly file: string;
  readonly kind: "page" | "leaf" | "branch";
}

/** Pages by path (in lower case, without extension and without the name of a bundle), and by the last name of it. */
interface Pages {
  readonly byKey: Map<string, HugoContent>;
  /** `undefined`: several pages have the name. */
  readonly byName: Map<string, HugoContent | undefined>;
}

const noPages = (): Pages => ({ byKey: new Map(), byName: new Map() });

/** The path of a page in the content folder, and what kind of page it is. */
function keyOf(path: string) {
  const name = nameOf(path);
  const kind = name === "_index" || path === "index" ? "branch" : name === "index" ? "leaf" : "page";
  return { kind, key: kind === "page" ? path : folderOf(path).replace(/\/$/, "") } as const;
}

function pageFinder({ articles }: RouteIndex, { content, languages, taxonomies }: HugoSettings) {
  const [shown, hidden] = [noPages(), noPages()];
  const sections = new Set<string>();
  const placeOf = (file: string) => {
    const mount = content.find(({ source }) => file.startsWith(`${source}/`));
    if (!mount) return undefined;
    const inside = file.slice(mount.source.length + 1);
    const code = /\.([\w-]+)\.[^./]+$/.exec(inside)?.[1]?.toLowerCase();
    const hasCode = languages.length > 1 && languages.some(({ name }) => name === code);
    const bare = withoutExtension(hasCode ? withoutExtension(inside) : inside);
    return path.join(mount.target, bare).toLowerCase();
  };
  for (const [file, route] of articles) {
    const place = placeOf(file);
    if (place === undefined) continue;
    const { byKey, byName } = route.state === "unpublished" ? hidden : shown;
    const { kind, key } = keyOf(place);
    if (route.state !== "unpublished" && place.includes("/")) sections.add(place.replace(/\/.*$/s, ""));
    if (byKey.has(key)) continue; // in another language
    byKey.set(key, { file, kind });
    byName.set(nameOf(key), byName.has(nameOf(key)) ? undefined : { file, kind });
  }
  const findIn = ({ byKey, byName }: Pages, written: string, from: string): HugoContent | undefined => {
    const text = written.toLowerCase().replace(/\/+$/, "");
    const { kind, key } = keyOf(isArticle(text) ? withoutExtension(text) : text);
    // `posts/index.md` is a leaf bundle only.
    const fits = (page: HugoContent | undefined) => page && (kind === "page" || page.kind === kind);
    const own = placeOf(from) ?? "";
    const isUp = key.startsWith("..");
    const folder = path.dirname(own);
    const base = keyOf(own).kind === "leaf" && !isUp ? path.dirname(folder) : folder;
    const near = key.startsWith("/") ? undefined : byKey.get(path.join("/", base, key).slice(1));
    if (fits(near)) return near;
    if (key.startsWith(".")) return undefined;
    const bare = key.replace(/^\//, "");
    const rooted = byKey.get(bare);
    if (fits(rooted)) return rooted;
    const named = bare.includes("/") || bare === "" ? undefined : byName.get(bare);
    return fits(named) ? named : undefined;
  };
  return (written: string, from: string): string | Sources | Unknown | undefined => {
    const found = findIn(shown, written, from) ?? findIn(hidden, written, from);
    if (found) return { sources: [found.file] };
    const bare = written.toLowerCase().replace(/^\/|\/+$/g, "");
    if (bare === "") return "";
    // Lists have pages without a file.
    const [first = ""] = bare.split("/");
    if (taxonomies.includes(first)) return { why: "template", detail: first };
    return sections.has(bare) ? `${bare}/` : undefined;
  };
}

/** Which articles Jekyll does not publish, and from which keys it makes their URLs. All of it is what Jekyll 4.3 does. */
import { instantOf, readDate } from "../article/dates.js";
import type { Unpublished } from "../article/types.js";
import { jekyll } from "./jekyll.js";
import { markdownReader } from "./markdown.js";
import { addressKey, addressKeys, postOf } from "./posts.js";
import type { AddressKey, GeneratorPlan, Site } from "./types.js";

/** https://jekyllrb.com/docs/permalinks/#built-in-formats */
const styles: Readonly<Record<string, string>> = {
  date: "/:categories/:year/:month/:day/:title",
  pretty: "/:categories/:year/:month/:day/:title",
  ordinal: "/:categories/:year/:y_day/:title",
  weekdate: "/:categories/:year/W:week/:short_day/:title",
  none: "/:categories/:title",
};

/** @param site `undefined` if only the schema says that the site is made with Jekyll. */
export function jekyllPlan(site?: Partial<Site> & Pick<Site, "settings">): Omit<GeneratorPlan, "leftOut"> {
  const { permalink = "date", timezone } = site?.settings ?? {};
  const address = typeof permalink === "string" ? (styles[permalink] ?? permalink) : styles.date;
  const parts = [...(address ?? "").matchAll(/:([a-z_]+)/g)].map(([, part = ""]) => part);
  return {
    id: "jekyll",
    name: "Jekyll",
    root: site?.root,
    yaml: jekyll.frontMatter?.yaml,
    reader: jekyll.frontMatter?.reader(site?.settings ?? {}),
    key: JSON.stringify(["Jekyll", site !== undefined, address, timezone]),
    unpublished(file) {
      const post = postOf(file, undefined);
      return post === undefined ? undefined : hiddenName(post);
    },
    reads: (lead) => jekyll.frontMatter?.reads(lead),
    readsWholeElements: jekyll.readsWholeElements?.(site?.settings ?? {}) ?? false,
    markdown: markdownReader(jekyll, site),
    addressKeys: (file, data) =>
      site && postOf(file, undefined) !== undefined ? addressKeys(parts, data, keysOf) : [],
  };
}

function hiddenName(post: string): Unpublished | undefined {
  const parts = post.split("/");
  const hidden = parts.find((part) => /^[_.#~]/.test(part));
  if (hidden !== undefined) return { because: "name", name: hidden, character: hidden[0] ?? "", at: "start" };
  const name = parts.at(-1) ?? "";
  if (name.endsWith("~")) return { because: "name", name, character: "~", at: "end" };
  return /^\d{2,4}-\d{1,2}-\d{1,2}-[^/]*\.[^.]+$/.test(name) ? undefined : { because: "date", name };
}

/** The parts of a permalink that do not come from the date. */
const undated: Readonly<Record<string, readonly string[]>> = {
  categories: ["categories", "category"],
  slugified_categories: ["categories", "category"],
  // The title in the front matter has no effect on the URL.
  title: ["slug"],
  slug: ["slug"],
  name: [],
  path: [],
  basename: [],
  output_ext: [],
  collection: [],
};

function keysOf(part: string): AddressKey[] {
  const names = Object.hasOwn(undated, part) ? undated[part] : undefined;
  return names?.map((key) => addressKey(key)) ?? [addressKey("date", isSameMoment)];
}

/** Ruby reads the zone of a date in every spelling. Without a zone, the spelling decides whether it is local time or UTC. */
function isSameMoment(before: string, after: string): boolean {
  const [was, is] = [before, after].map((text) => readDate(text.replace(/^(["'])(.*)\1$/s, "$2")));
  return was?.offset !== undefined && is?.offset !== undefined && instantOf(was) === instantOf(is);
}

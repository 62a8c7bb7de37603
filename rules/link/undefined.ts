import {
  type Article,
  defineRule,
  type Fix,
  type ImageReference,
  isTemplate,
  lostValueIn,
  type Path,
  setUrl,
  t,
  truncate,
} from "../../src/rule.js";
import { coverKeys } from "../front-matter/_covers.js";
import { isOdd } from "../image/_odd-url.js";

export default defineRule({
  name: "link/undefined",
  summary: "Disallow `undefined`, `null` and `[object Object]` in URLs",
  severity: "error",
  presets: { "built-site": "error" },
  fixable: "safe",
  messages: {
    image: (d: { value: string; url: string }) =>
      t(
        "link/undefined.image",
        'Image URL "{url}" contains "{value}" instead of a value that a program did not have. Use the correct URL or remove the image.',
        { value: d.value, url: d.url },
      ),
    link: (d: { value: string; url: string }) =>
      t(
        "link/undefined.link",
        'URL "{url}" contains "{value}" instead of a value that a program did not have. Use the correct URL or remove the link.',
        { value: d.value, url: d.url },
      ),
  },

  frontMatter(frontMatter, { article, report }) {
    if (!frontMatter?.data) return;
    const images = new Set(article.images.flatMap(({ path }) => (path ? [JSON.stringify(path)] : [])));
    for (const { path, value } of strings(frontMatter.data)) {
      const url = value.trim();
      if (!/^https?:\/\/\S+$/i.test(url) || isTemplate(url) || images.has(JSON.stringify(path))) continue;
      // Without a schema, images are known by their keys alone.
      const isCover = coverKeys.includes(path.filter((step) => typeof step === "string").join("."));
      const lost = lostValueIn(url, isCover ? "image" : "link");
      const range = lost && !lost.isDoubtful && frontMatter.place(path, "value");
      if (!range) continue;
      const data = { value: lost.value, url: truncate(url) };
      if (isCover) report("image", { at: range, data, url });
      else report("link", { at: range, data, url, severity: "warning" });
    }
  },

  image(reference, { article, report }) {
    const { kind, url, target, lazy } = reference;
    if (target.kind !== "remote" && target.kind !== "local") return;
    const lost = lostValueIn(url, "image");
    // image/lazy-source reports an image whose real URL is in another attribute.
    if (!lost || lost.isDoubtful || (kind === "img" && lazy.length > 0)) return;
    report("image", {
      at: placeOf(reference, lost),
      data: { value: lost.value, url: truncate(url) },
      fix: reference.kind === "front-matter" ? useImageOfBody(reference, article) : undefined,
      ...(target.kind === "remote" && { url: target.url }),
    });
  },

  probed: {
    want: "status",
    where: (reference) => lostValueIn(reference.url, "image")?.isDoubtful === true,
    image(reference, { verdict, url: checked }, { report }) {
      const { kind, url, lazy } = reference;
      const lost = lostValueIn(url, "image");
      if (!lost || verdict === "ok" || (kind === "img" && lazy.length > 0)) return;
      report("image", {
        at: placeOf(reference, lost),
        data: { value: lost.value, url: truncate(url) },
        url: checked,
        ...(verdict !== "broken" && { severity: "warning" }),
      });
    },
  },

  link(reference, { article, report }) {
    const { url, target, range, startTag, syntax, label } = reference;
    if (target.kind !== "remote" && target.kind !== "local") return;
    const lost = lostValueIn(url, "link");
    if (!lost) return;
    const shown = syntax === "html" ? article.text.slice(startTag?.end ?? range.start, range.end) : (label ?? url);
    // A page about the word.
    if (lost.isDoubtful && shown.includes(lost.value)) return;
    report("link", {
      at: placeOf(reference, lost),
      data: { value: lost.value, url: truncate(url) },
      ...(target.kind === "remote" && { url: target.url }),
      severity: "warning",
    });
  },
});

/** Offsets in the URL are offsets in the file only if nothing is escaped. */
const placeOf = (
  { url, written, urlRange }: Pick<ImageReference, "url" | "written" | "urlRange">,
  { start, end }: { readonly start: number; readonly end: number },
) => (written === url ? { start: urlRange.start + start, end: urlRange.start + end } : urlRange);

/**
 * A cover with the URL that an image of the body has in `src`, while its real URL is in a lazy-loading attribute. Safe:
 * nobody sees the cover as it is, and the program took it from that image.
 */
function useImageOfBody(cover: ImageReference, { images }: Article): Fix | undefined {
  const image = images.find(({ kind, url, lazy }) => kind === "img" && url === cover.url && lazy.length > 0);
  const real = images.find(
    ({ kind, range, target, url }) =>
      kind === "lazy" && range.start === image?.range.start && target.kind === "remote" && !lostValueIn(url, "image"),
  );
  const edit = real && setUrl(cover, real.url);
  return edit
    ? {
        title: t("link/undefined.fix.cover", "Use the URL of that image in the body"),
        safety: isOdd(real.url) ? "unsafe" : "safe",
        edits: [edit],
      }
    : undefined;
}

/** All texts of the front matter with their paths. */
function* strings(data: unknown, path: Path = []): Generator<{ path: Path; value: string }> {
  const stack: { readonly path: Path; readonly data: unknown }[] = [{ path, data }];
  for (let one = stack.pop(); one; one = stack.pop()) {
    if (typeof one.data === "string") yield { path: one.path, value: one.data };
    else if (Array.isArray(one.data))
      for (const [index, item] of one.data.entries()) stack.push({ path: [...one.path, index], data: item });
    else if (typeof one.data === "object" && one.data !== null)
      for (const [key, item] of Object.entries(one.data)) stack.push({ path: [...one.path, key], data: item });
  }
}

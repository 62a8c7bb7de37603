import {
  defineRule,
  type Fix,
  type ImageReference,
  parseSrcset,
  setUrl,
  spellingFix,
  t,
  truncate,
} from "../../src/rule.js";

export default defineRule({
  name: "image/local",
  summary: "Require local images to exist, with the same spelling and letter case",
  severity: "error",
  presets: { "built-site": "error" },
  fixable: "safe",
  messages: {
    missing: (d: { url: string }) =>
      t("image/local.missing", 'Image "{url}" not found. Add the file or correct the path.', { url: d.url }),
    address: (d: { looked: string }) =>
      t("image/local.address", 'There is no image at "{looked}" on this site. Add the file or correct the URL.', {
        looked: d.looked,
      }),
    file: (d: { url: string; file: string }) =>
      t("image/local.file", 'Image "{url}" not found: there is no file "{file}". Add the file or correct the path.', {
        url: d.url,
        file: d.file,
      }),
    base: (d: { url: string; base: string; page: string }) =>
      t("image/local.base", 'Image "{url}" is outside of "{base}", where this site is. Use "{page}".', {
        url: d.url,
        base: d.base,
        page: d.page,
      }),
    tag: (d: { tag: string; name: string }) =>
      t("image/local.tag", 'The tag "{tag}" does not find the image "{name}". Add the file or correct the name.', d),
    tagInMarkdown: (d: { tag: string; name: string }) =>
      t(
        "image/local.tagInMarkdown",
        'Hexo does not replace the tag "{tag}" in the URL of a Markdown image. Use <img src="…"> in HTML.',
        { tag: d.tag },
      ),
    elsewhere: (d: { url: string; absolute: string; host: string }) =>
      t(
        "image/local.elsewhere",
        'Image "{url}" not found. Another image of the same element is on "{host}". Use "{absolute}" if this image is there too.',
        { url: d.url, absolute: d.absolute, host: d.host },
      ),
    found: (d: { url: string; absolute: string }) =>
      t("image/local.found", 'Image "{url}" not found, but "{absolute}" loads. Use that URL.', {
        url: d.url,
        absolute: d.absolute,
      }),
    misspelled: (d: { url: string; spelled: string }) =>
      t(
        "image/local.misspelled",
        'Image "{url}" is named "{spelled}" on disk. Most servers are case-sensitive. Use the name on disk.',
        { url: d.url, spelled: d.spelled },
      ),
    normalization: (d: { url: string }) =>
      t(
        "image/local.normalization",
        'File name of "{url}" looks the same on disk, but its accents are encoded differently (Unicode normalization). Use the name on disk.',
        { url: d.url },
      ),
  },

  probed: {
    want: "status",
    where: ({ target }) => target.kind === "local",
    instead: (reference) => onHostOfNeighbor(reference),
    insteadOfBroken: true,
    image(reference, { file, url, instead = {} }, { report }) {
      const { urlRange: at } = reference;
      const shown = truncate(reference.url);
      if (file?.state === "missing") {
        const absolute = onHostOfNeighbor(reference);
        const there = absolute === undefined ? undefined : instead[absolute]?.fact.verdict;
        if (absolute === undefined || there === "broken") {
          const { looked, isFile, base, page, tag } = file.address ?? {};
          if (tag) report(tag.inMarkdown ? "tagInMarkdown" : "tag", { at, data: { tag: tag.name, name: shown }, url });
          else if (base !== undefined && page !== undefined)
            report("base", {
              at,
              data: { url: shown, base, page: truncate(page) },
              url,
              fix: addBase(reference, page),
            });
          else if (looked !== undefined && isFile)
            report("file", { at, data: { url: shown, file: truncate(looked) }, url });
          else if (looked !== undefined && decoded(looked) !== decoded(pathOf(reference.url)))
            report("address", { at, data: { looked: truncate(looked) }, url });
          else report("missing", { at, data: { url: shown }, url });
        } else {
          const data = { url: shown, absolute: truncate(absolute), host: new URL(absolute).host };
          const fix = useAbsolute(reference, absolute, there === "ok");
          report(there === "ok" ? "found" : "elsewhere", { at, data, fix, url });
        }
      }
      if (file?.state !== "misspelled" || file.spelled === undefined) return;
      const { looksSame, fix } = spellingFix(reference, file.spelled);
      if (looksSame) report("normalization", { at, data: { url: shown }, fix, url });
      else report("misspelled", { at, data: { url: shown, spelled: truncate(file.spelled) }, fix, url });
    },
  },
});

const pathOf = (url: string): string => /^[^?#]*/.exec(url)?.[0] ?? "";

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function addBase(reference: ImageReference, page: string): Fix | undefined {
  const edit = reference.tag === undefined ? setUrl(reference, page) : undefined;
  return (
    edit && {
      title: t("image/local.fix.base", 'Use "{url}"', { url: truncate(page) }),
      safety: "unsafe",
      edits: [edit],
    }
  );
}

function useAbsolute(reference: ImageReference, absolute: string, isThere: boolean): Fix | undefined {
  const edit = setUrl(reference, absolute);
  return (
    edit && {
      title: t("image/local.fix.absolute", 'Use "{url}"', { url: truncate(absolute) }),
      // Safe over HTTPS alone, because HTTPS pages do not show an image over HTTP.
      safety: isThere && absolute.startsWith("https:") ? "safe" : "unsafe",
      changes: ["attributes"],
      edits: [edit],
    }
  );
}

/**
 * The path on the host of another image of the same `img` or `picture`, if both paths begin with the same folder. A program
 * that copies articles often completes the URL in `src` only.
 */
function onHostOfNeighbor({ url, attributes, fallback, lazy }: ImageReference): string | undefined {
  const [folder] = /^\/(?!\/)[^/?#]+\//.exec(url) ?? [];
  if (folder === undefined) return undefined;
  const srcset = attributes.srcset?.value ?? "";
  const neighbors = [
    fallback,
    attributes.src?.value,
    ...parseSrcset(srcset).candidates.map((one) => srcset.slice(one.url.start, one.url.end)),
    ...lazy.map((name) => attributes[name]?.value),
  ];
  for (const neighbor of neighbors) {
    const absolute = neighbor?.trim().replace(/^\/\//, "https://") ?? "";
    if (/^https?:\/\//i.test(absolute) && URL.canParse(absolute) && new URL(absolute).pathname.startsWith(folder))
      return new URL(url, absolute).href;
  }
  return undefined;
}

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import localImage from "../../rules/image/local.js";
import fragment from "../../rules/link/fragment.js";
import localLink from "../../rules/link/local.js";
import { parseArticle } from "../../src/article/index.js";
import { openFactResolver } from "../../src/facts/resolve.js";
import { openProbe } from "../../src/probe/open-probe.js";
import { defaultPolicy } from "../../src/probe/policy.js";
import { lintText } from "../../src/run/lint-text.js";
import { picture } from "../support/pictures.js";
import { planFor } from "../support/rule-tester.js";

const page = (base: string, body: string) =>
  `<!DOCTYPE html>\n<html><head><title>x</title>${base}</head><body>${body}</body></html>\n`;
const targets = (base: string, url: string, name = "a.html") => {
  const { images, links } = parseArticle(
    { path: name, text: page(base, `<img src="${url}"><a href="${url}">x</a>`) },
    { bodyLanguage: name.endsWith("html") ? "html" : "markdown", lazyAttributes: [] },
  );
  expect(links.map(({ target }) => target)).toEqual(images.map(({ target }) => target));
  return images[0]?.target;
};
const remote = (url: string) => ({ kind: "remote", url });
const local = (at: string) => ({ kind: "local", path: at });

describe("<base href> of an HTML page", () => {
  it.each([
    ["https://cdn.example/x/", "a.png", remote("https://cdn.example/x/a.png")],
    ["https://cdn.example/x/page.html", "a.png", remote("https://cdn.example/x/a.png")],
    ["https://cdn.example/x/", "/a.png", remote("https://cdn.example/a.png")],
    ["//cdn.example/x/", "../a.png", remote("https://cdn.example/a.png")],
    ["https://cdn.example/x/", "https://other.example/a.png", remote("https://other.example/a.png")],
    ["/docs/", "a.png", local("/docs/a.png")],
    ["/docs/page.html", "../a%20b.png?x#y", local("/a%20b.png")],
    ["/docs/", "/a.png", local("/a.png")],
    ["../", "a.png", local("../a.png")],
    ["img/", "a.png", local("img/a.png")],
    ["page.html", "a.png", local("a.png")],
    ["{{ site.url }}", "a.png", { kind: "template" }],
    // As the `href` of Chromium says.
    ["/docs/", "#top", local("/docs/")],
    ["/docs/page.html", "#top", local("/docs/page.html")],
    ["/docs/page.html", "?q#top", local("/docs/page.html")],
    ["page.html", "#top", local("page.html")],
    ["../docs/", "#top", local("../docs/")],
    ["https://cdn.example/x/page.html?y", "#top", remote("https://cdn.example/x/page.html?y#top")],
    ["https://cdn.example/x/page.html?y", "?z", remote("https://cdn.example/x/page.html?z")],
    ["#x", "#top", local("")],
    ["", "#top", local("")],
  ])("%s decides where %s leads", (base, url, target) => {
    expect(targets(`<base href="${base}">`, url)).toEqual(target);
  });

  it("counts once, and only with a href", () => {
    expect(targets('<base target="_blank"><base href="/one/"><base href="/two/">', "a.png")).toEqual(
      local("/one/a.png"),
    );
  });

  it("is not read in Markdown, where it is reported", () => {
    expect(targets('<base href="/one/">', "a.png", "a.md")).toEqual(local("a.png"));
  });

  it("decides on which page a fragment is looked for", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "stet-base-"));
    const probe = openProbe({ ...defaultPolicy, offline: true });
    try {
      await mkdir(path.join(folder, "docs"), { recursive: true });
      await writeFile(path.join(folder, "docs/other.html"), '<p id="there">x</p>\n');
      const lint = async (base: string, body: string) => {
        const plan = { ...(await planFor(fragment, { otherRules: [localLink] })), imagesRoot: folder };
        const facts = openFactResolver(probe, []).for(path.join(folder, "docs/a.html"), plan);
        const text = page(base, body);
        return (await lintText({ path: "docs/a.html", text }, plan, facts.image, facts.link)).violations.map(
          ({ message }) => message,
        );
      };
      const body = '<p id="here">x</p><a href="#here">x</a>';
      expect(await lint("", body)).toEqual([]);
      expect(await lint('<base href="/docs/other.html">', body)).toEqual([
        '"#here" does not match any heading or id in "/docs/other.html". Link to an existing heading or id.',
      ]);
      expect(await lint('<base href="other.html">', '<a href="#there">x</a>')).toEqual([]);
    } finally {
      await probe.close();
      await rm(folder, { recursive: true });
    }
  });

  it("decides which file is looked for", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "stet-base-"));
    const probe = openProbe({ ...defaultPolicy, offline: true });
    try {
      await mkdir(path.join(folder, "docs/img"), { recursive: true });
      await writeFile(path.join(folder, "docs/img/a.png"), picture("png", 4, 3));
      await writeFile(path.join(folder, "docs/other.html"), "x");
      const lint = async (base: string, body: string) => {
        const plan = { ...(await planFor(localImage, { otherRules: [localLink] })), imagesRoot: folder };
        const facts = openFactResolver(probe, []).for(path.join(folder, "deep/a.html"), plan);
        const text = page(base, body);
        return (await lintText({ path: "deep/a.html", text }, plan, facts.image, facts.link)).violations.map(
          ({ rule }) => rule,
        );
      };
      const body = '<img src="img/a.png" alt=""><a href="other.html">x</a>';
      expect(await lint('<base href="/docs/">', body)).toEqual([]);
      expect(await lint('<base href="../docs/">', body)).toEqual([]);
      expect(await lint("", body)).toEqual(["image/local"]);
      expect(await lint('<base href="/docs/">', '<img src="a.png" alt="">')).toEqual(["image/local"]);
    } finally {
      await probe.close();
      await rm(folder, { recursive: true });
    }
  });
});

import { expect, it } from "vitest";
import { hasNoPage, writesOtherFormat } from "../../src/article/other-formats.js";

it.each<[generator: Parameters<typeof writesOtherFormat>[1], data: Record<string, unknown>, isOther: boolean]>([
  [{ name: "Eleventy" }, { permalink: "/feed.xml" }, true],
  [{ name: "Jekyll" }, { permalink: "/search.json" }, true],
  [{ name: "Hugo" }, { url: "/robots.txt" }, true],
  [{ name: "Eleventy" }, { permalink: "/feed/" }, false],
  [{ name: "Eleventy" }, { permalink: "/v1.2" }, false],
  [{ name: "Jekyll" }, { permalink: "/404.html" }, false],
  [{ name: "Jekyll" }, { permalink: ["/feed.xml"] }, false],
  [{ name: "Hugo" }, { permalink: "/feed.xml" }, false],
  [{ name: "Docusaurus" }, { permalink: "/feed.xml" }, false],
  [undefined, { permalink: "/feed.xml" }, false],
])("with %j, the body of %j is read: %s", (generator, data, isOther) => {
  expect(writesOtherFormat(data, generator)).toBe(isOther);
});

it.each<[generator: Parameters<typeof hasNoPage>[1], data: Record<string, unknown>, hasNone: boolean]>([
  [{ name: "Jekyll" }, { permalink: "/search.json" }, true],
  [{ name: "Hugo" }, { build: { render: "never" } }, true],
  [{ name: "Hugo" }, { permalink: "/feed.xml" }, false],
  [{ name: "Jekyll" }, { build: { render: "never" } }, false],
  [undefined, { permalink: "/feed.xml" }, true],
  [undefined, { _build: { render: "link" } }, true],
  [undefined, { permalink: "/v1.2" }, false],
])("with %j, an article with %j has no page: %s", (generator, data, hasNone) => {
  expect(hasNoPage(data, generator)).toBe(hasNone);
});

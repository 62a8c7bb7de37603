/** The summary says how many links to addresses of the site were checked, and why the others were not. */
import path from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { lint } from "../../src/index.js";
import type { InternalLinks } from "../../src/results.js";
import { printed } from "../report/support.js";
import { makeSite, type Site } from "../support/site.js";
import { faultsOf } from "../support/valid-reports.js";

let site: Site | undefined;
afterEach(() => {
  vi.unstubAllEnvs();
  return site?.remove();
});

/** A site of Hexo with a plugin that may make any page. */
const hexo = (folder: string, plugin: string) => ({
  [`${folder}/_config.yml`]: "permalink: posts/:title/\ntimezone: UTC\n",
  [`${folder}/package.json`]: JSON.stringify({ dependencies: { hexo: "7.0.0", [plugin]: "1.0.0" } }),
});
const article = (body: string) => `---\ntitle: A\ndate: 2024-01-01\n---\n\n${body}\n`;
const files = {
  ...hexo("sea", "hexo-generator-tide"),
  ...hexo("land", "hexo-generator-hill"),
  "sea/source/_posts/a.md": article("[b](/posts/b/) [m](/map/) [n](/n/) [z](z/) [o](https://elsewhere.example/)"),
  "sea/source/_posts/b.md": article("[a](/posts/a/) [m](/map/) [g](#gone)"),
  "land/source/_posts/a.md": article("[z](z/) [a](/posts/a/)"),
  "loose/a.md": article("[r](/r.pdf) [gone](gone.md)"),
};
const why = (plugin: string) => `"${plugin}" may make pages or change addresses`;

/** By hand: checked are sea's `/posts/a/` and `/posts/b/`, land's `/posts/a/` and `gone.md`; `z/` has two reasons. */
const expected: InternalLinks = {
  total: 8,
  checked: 4,
  unchecked: [
    { reason: "unknown-address", detail: why("hexo-generator-tide"), links: 2 },
    { reason: "no-root", detail: "path on this site; set images.root in the configuration to check it", links: 1 },
    { reason: "unknown-address", detail: why("hexo-generator-hill"), links: 1 },
  ],
};

it("counts distinct addresses of the site by reason, and not those of other sites", async () => {
  site = await makeSite(files);
  for (const paths of [
    ["sea", "land", "loose"],
    ["loose", "land", "sea"],
  ]) {
    const { summary } = await lint({
      paths,
      cwd: site.folder,
      offline: true,
      cache: false,
      noConfig: true,
      concurrency: "off",
    });
    expect(summary.internalLinks).toEqual(expected);
  }
});

it("counts the places whose ids are not known, in the article itself and in others", async () => {
  site = await makeSite({
    "a.md": article(
      "{% include map.html %}\n\n## Quay\n\n[own](#gone) [quay](#quay) [b](b.md#gone) [b](b.md#pier) [c](c.md#bay)",
    ),
    "b.md": article("{% include map.html %}\n\n## Pier\n"),
    "c.md": article("## Bay\n"),
  });
  const { summary } = await lint({ paths: ["."], cwd: site.folder, offline: true, cache: false, noConfig: true });
  expect(summary.internalLinks).toEqual({
    total: 4,
    checked: 2,
    unchecked: [{ reason: "unknown-address", detail: "components or templates may add ids to the page", links: 2 }],
  });
});

it("is the same with the cache, and with threads of shards that are merged, in a valid report", async () => {
  const here = await makeSite(files);
  site = here;
  vi.stubEnv("XDG_CACHE_HOME", path.join(here.folder, ".cache"));
  const paths = ["sea", "land", "loose"];
  const cached = { paths, cwd: here.folder, offline: true, noConfig: true, concurrency: "off" } as const;
  for (const _ of ["written", "read"]) expect((await lint(cached)).summary.internalLinks).toEqual(expected);
  const threads = ["--offline", "--no-config", "--no-cache", "--concurrency", "2"];
  for (const part of [1, 2]) await here.stet([...paths, ...threads, `--shard=${part}/2`, "-f", `blob=${part}.blob`]);
  const { stdout } = await here.stet(["merge", "2.blob", "1.blob", "-f", "json"]);
  expect(JSON.parse(stdout).summary.internalLinks).toEqual(expected);
  expect(await faultsOf("json", stdout)).toEqual([]);
});

it("is absent if every link was checked, or if there is none", async () => {
  site = await makeSite({ "a.md": article("[b](b.md) [o](https://elsewhere.example/)"), "b.md": article("B") });
  const { summary } = await lint({ paths: ["."], cwd: site.folder, offline: true, cache: false, noConfig: true });
  expect([summary.links.total > 0, "internalLinks" in summary]).toEqual([true, false]);
});

it("is a line of the reports for people, with the most common reasons and without control characters", async () => {
  const unchecked = ["a\u001b", "b", "c", "d", "e"].map((detail, at) => ({
    reason: "unknown-address",
    detail,
    links: 500 * (5 - at),
  }));
  const none = { total: 0, ok: 0, broken: 0, unverifiable: 0, unchecked: 0, reasons: {} };
  const summary = {
    ...{ articles: 1, errors: 0, warnings: 0, fixable: 0, unsafeFixable: 0, fixed: 0, failures: 0, ms: 0 },
    images: none,
    links: none,
    internalLinks: { total: 7501, checked: 1, unchecked },
  };
  const line =
    "7,501 internal links: 1 checked, 7,500 not checked (a\\u{1b}: 2,500; b: 2,000; c: 1,500; other reasons: 1,500)";
  for (const name of ["stylish", "compact", "github"] as const)
    expect(await printed(name, [], {}, { summary })).toContain(line);
  expect(await printed("markdown", [], {}, { summary })).toContain("7,501 internal links");
  expect(await printed("html", [], {}, { summary })).toContain("7,501 internal links");
});

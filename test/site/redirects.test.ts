/** Addresses that the host of a site sends elsewhere are there. Patterns as Netlify and Vercel document them. */
import { describe, expect, it } from "vitest";
import { openConfigs } from "../../src/config/index.js";
import { openSites } from "../../src/site/index.js";
import { leadsOn, redirectFinder } from "../../src/site/redirects.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-redirects-");

describe("a pattern of a redirect", () => {
  it.each([
    ["/old", ["/old", "/old/"], ["/older", "/old/a"]],
    ["/old/", ["/old"], ["/older"]],
    ["/old/*", ["/old", "/old/", "/old/a/b"], ["/older", "/a/old"]],
    ["/*/sponsors", ["/de/sponsors", "/a/b/sponsors/"], ["/sponsors", "/de/sponsors/a"]],
    ["/:lang/x/:name", ["/de/x/y"], ["/de/y/x", "/x/y"]],
    ["/blog/:slug(\\d+)", ["/blog/12"], ["/blogs"]],
    ["/a/:rest*", ["/a", "/a/b/c"], ["/b"]],
  ])("%s matches what it says", (pattern, matching, others) => {
    const redirectsOf = redirectFinder([{ from: pattern }]);
    expect(matching.filter((path) => !redirectsOf(path))).toEqual([]);
    expect(others.filter(redirectsOf)).toEqual([]);
  });
});

it("redirects that lead to one another in many ways are followed in bounded work", () => {
  const step = (at: number, way: number) => `/l${at}-${way}`;
  const redirects = Array.from({ length: 19 }, (_, at) =>
    [0, 1].flatMap((way) => [0, 1].map((next) => ({ from: step(at, way), to: step(at + 1, next) }))),
  ).flat();
  const asked: string[] = [];
  const isThere = (path: string) => asked.push(path) < 0;
  expect(leadsOn(step(0, 0), redirectFinder(redirects), isThere)).toBe(false);
  expect(asked).toHaveLength(38);
  // A pattern makes new addresses without end: what is not looked at may be there.
  const growing = ["0", "1"].map((way) => ({ from: "/a*", to: `/a${way}:splat` }));
  expect(leadsOn("/a", redirectFinder(growing), () => false)).toBe(true);
});

it("a link to a redirect of the host is no dead link, in whichever file it is", async () => {
  put("site/hugo.toml", "baseURL = 'https://a.example/'\n");
  put("site/content/a.md", "---\n---\n");
  put(
    "site/netlify.toml",
    '[[redirects]]\nfrom = "/sponsors"\nto = "https://b.example/"\n\n[[redirects]]\nfrom = "/*"\nto = "/404.html"\nstatus = 404\n',
  );
  put(
    "site/static/_redirects",
    "# old pages\n/old/* /a/:splat 301\nhttps://a.example/host /a/\nhttps://www.a.example/* https://a.example/:splat 301!\n/gone /404.html 404\n",
  );
  put("vercel.json", '{"redirects":[{"source":"/start","destination":"/a/"}]}');
  const configs = await openConfigs({ cwd: at("site"), registry: [], noConfig: true, preset: "recommended" });
  const from = at("site/content/a.md");
  const site = openSites().of(await configs.planFor(from));
  const state = async (url: string) => (await site?.resolve(url, from))?.state;
  for (const url of ["/sponsors", "/old/", "/host", "/start", "../sponsors/"])
    expect([url, await state(url)]).toEqual([url, "page"]);
  for (const url of ["/nowhere", "/gone", "sponsors", "/old/b/"])
    expect([url, await state(url)]).toEqual([url, "missing"]);
});

it("a redirect to an address where nothing is leads nowhere, also after several, or in a circle", async () => {
  put("led/hugo.toml", "baseURL = 'https://a.example/'\n");
  put("led/content/docs/port.md", "---\n---\n");
  put(
    "led/static/_redirects",
    [
      "/first/* /second/:splat",
      "/second/* https://a.example/docs/:splat",
      "/docs/* /docs/:splat/all/",
      "/round /around",
      "/around /round",
      "/fr/* /docs/gone/ Language=fr",
      "/app/* /.netlify/functions/app",
      "/:lang/harbour /docs/:lang/",
    ].join("\n"),
  );
  const configs = await openConfigs({ cwd: at("led"), registry: [], noConfig: true, preset: "recommended" });
  const from = at("led/content/docs/port.md");
  const site = openSites().of(await configs.planFor(from));
  const state = async (url: string) => (await site?.resolve(url, from))?.state;
  // With a condition, or with a parameter that is not at the end, it is not known where it leads.
  for (const url of ["/first/port/", "/second/port", "/fr/a", "/app/a", "/de/harbour"])
    expect([url, await state(url)]).toEqual([url, "page"]);
  for (const url of ["/first/gone/", "/docs/gone", "/round", "/around"])
    expect([url, await state(url)]).toEqual([url, "missing"]);
});

it.each([
  ["vercel.json", '{"rewrites":[{"source":"/:path*","destination":"/:path*.html"}]}'],
  ["vercel.json", '{"rewrites":[{"source":"/(.*)","destination":"/$1.html"}]}'],
  ["static/_redirects", "/* /:splat/index.html 200\n/:a /:a.html 200\n"],
  ["netlify.toml", '[[redirects]]\nfrom = "/*"\nto = "/:splat.html"\nstatus = 200\n'],
])("a rewrite of every address to its own page in %s hides no dead link (%#)", async (file, text) => {
  put("own/hugo.toml", "baseURL = 'https://a.example/'\n");
  put("own/content/a.md", "---\n---\n");
  for (const name of ["vercel.json", "static/_redirects", "netlify.toml"])
    put(`own/${name}`, name === "vercel.json" ? "{}" : "");
  put(`own/${file}`, text);
  const configs = await openConfigs({ cwd: at("own"), registry: [], noConfig: true, preset: "recommended" });
  const from = at("own/content/a.md");
  const site = openSites().of(await configs.planFor(from));
  const state = async (url: string) => (await site?.resolve(url, from))?.state;
  expect([await state("/a"), await state("/gone")]).toEqual(["page", "missing"]);
});

it.each([
  ["static/_redirects", "_redirects", "/old /a/\n/* https://b.example/:splat\n"],
  ["netlify.toml", "netlify.toml", '[[redirects]]\nfrom = "/old"\n[[redirects]]\nfrom = "/*"\nstatus = 200\n'],
  ["vercel.json", "vercel.json", '{"redirects":[{"source":"/old"}],"rewrites":[{"source":"/(.*)"}]}'],
  ["static/_redirects", "_redirects", `/old /a/\n${"/x/:a/:b/:c /a/\n".repeat(2000)}`],
])(
  "an address without a page is unknown if a redirect of %s may be for any address (%#)",
  async (file, detail, text) => {
    put("any/hugo.toml", "baseURL = 'https://a.example/'\n");
    put("any/content/a.md", "---\n---\n");
    put(`any/${file}`, text);
    const configs = await openConfigs({ cwd: at("any"), registry: [], noConfig: true, preset: "recommended" });
    const from = at("any/content/a.md");
    const site = openSites().of(await configs.planFor(from));
    for (const url of ["/old", "/a/"])
      expect([url, await site?.resolve(url, from)]).toMatchObject([url, { state: "page" }]);
    const unknown = await site?.resolve("/nowhere", from);
    expect(unknown).toMatchObject({ state: "unknown", reason: { why: "redirects" } });
    expect(unknown?.state === "unknown" && unknown.reason.detail).toMatch(detail);
    for (const name of ["static/_redirects", "netlify.toml", "vercel.json"])
      put(`any/${name}`, name.endsWith("json") ? "{}" : "");
  },
);

/** Copies in an archive, for pictures that are not there: the archive is a server here that answers as archive.org does. */
import { afterEach, describe, expect, it } from "vitest";
import { ArchiveCopies } from "../src/probe/archive-copies.js";
import type { ProbeState } from "../src/probe/probe-state.js";
import { type PictureServer, type Route, startPictureServer } from "./support/picture-server.js";
import { makeSite, type Site } from "./support/site.js";

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const article = (urls: readonly string[]) =>
  `---\ntitle: 河灯\ndate: 2019-05-01 09:30:00 +0800\n---\n\n${urls.map((url) => `<p><img src="${url}" alt="河灯"></p>`).join("\n")}\n`;

async function siteWith(
  archive: Route,
  images: object = {},
): Promise<{ site: Site; server: PictureServer; asked: URL[] }> {
  const asked: URL[] = [];
  const server = await startPictureServer({
    "/wayback/available": (request, response, url) => {
      asked.push(url);
      return archive(request, response, url);
    },
  });
  const site = await makeSite({
    "a.html": article([server.url("/status/404"), server.url("/status/404"), server.url("/9x9.png")]),
    "stet.config.json": JSON.stringify({
      extends: [],
      rules: { "image/reachable": "error" },
      images: { allowPrivate: true, archive: server.url("/wayback/available"), ...images },
    }),
  });
  open.push(
    () => server.close(),
    () => site.remove(),
  );
  return { site, server, asked };
}

const answer =
  (body: unknown): Route =>
  (_, response) =>
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
const copy = {
  available: true,
  url: "http://web.archive.org/web/20190430120000/http://127.0.0.1/status/404",
  timestamp: "20190430120000",
  status: "200",
};
const shown = "https://web.archive.org/web/20190430120000im_/http://127.0.0.1/status/404";

describe("--suggest-archive", () => {
  it("offers the copy nearest to the article's day for each picture that is not there, and --fix leaves it alone", async () => {
    const { site, server, asked } = await siteWith(answer({ archived_snapshots: { closest: copy } }));
    const { code, stdout } = await site.stet(["a.html", "--suggest-archive", "--format", "json"]);
    expect(code).toBe(1);
    const [first, second, ...more] = JSON.parse(stdout).files[0].violations;
    expect(more).toEqual([]);
    expect(first.message).toBe(
      `Image "${server.url("/status/404")}" is broken: HTTP 404 (HEAD and GET). Use the copy of 2019-04-30 in the Wayback Machine (${shown}).`,
    );
    expect(first.suggestions).toEqual([
      expect.objectContaining({
        title: "Use the copy of 2019-04-30 in the Wayback Machine",
        edits: [expect.objectContaining({ text: shown })],
      }),
    ]);
    expect(second.suggestions).toEqual([expect.objectContaining({ title: first.suggestions[0].title })]);
    expect(asked.map(({ searchParams }) => Object.fromEntries(searchParams))).toEqual([
      { url: server.url("/status/404"), timestamp: "20190501" },
    ]);
    const before = await site.read("a.html");
    await site.stet(["a.html", "--suggest-archive", "--fix", "--unsafe-fixes"]);
    expect(await site.read("a.html")).toBe(before);
  });

  it("offers the copy of a page that a link leads to", async () => {
    const { site, server, asked } = await siteWith(answer({ archived_snapshots: { closest: copy } }));
    await site.write("a.html", `---\ndate: 2019-05-01\n---\n<a href="${server.url("/status/404")}">x</a>\n`);
    const args = ["a.html", "--suggest-archive", "--rule", "link/reachable=error", "--format", "json"];
    const { stdout } = await site.stet(args);
    const [violation] = JSON.parse(stdout).files[0].violations;
    expect(violation.suggestions[0].edits[0].text).toBe(shown.replace("im_", ""));
    expect(asked[0]?.searchParams.get("timestamp")).toBe("20190501");
  });

  it("says as usual what is broken where the archive has nothing", async () => {
    const { site } = await siteWith(answer({ archived_snapshots: {} }));
    const { stdout } = await site.stet(["a.html", "--suggest-archive"]);
    expect(stdout).toContain("(HEAD and GET). Replace or remove the image.");
    expect(stdout).not.toContain("archive");
  });

  it.each([
    ["fails", (_: unknown, response: Parameters<Route>[1]) => response.writeHead(500).end(), "HTTP 500"],
    [
      "sends no JSON",
      (_: unknown, response: Parameters<Route>[1]) => response.end("<html>"),
      "unexpected response of the archive",
    ],
  ])("an archive that %s is told of once, and changes nothing else", async (_, route, detail) => {
    const { site } = await siteWith(route);
    const { code, stdout } = await site.stet(["a.html", "--suggest-archive"]);
    expect(code).toBe(1);
    expect(stdout).toContain("Replace or remove the image.");
    expect(stdout.split("did not respond").length).toBe(2);
    expect(stdout).toContain(detail);
  });

  it("is not done unasked, nor offline; the configuration may ask for it", async () => {
    const { site, asked } = await siteWith(answer({ archived_snapshots: { closest: copy } }));
    await site.stet(["a.html"]);
    await site.stet(["a.html", "--suggest-archive", "--offline"]);
    expect(asked).toEqual([]);
    const other = await siteWith(answer({ archived_snapshots: { closest: copy } }), { suggestArchive: true });
    expect((await other.site.stet(["a.html"])).stdout).toContain(shown);
  });
});

it("an error of stet while it asks the archive is told once, and ends nothing", async () => {
  const context = {
    get network(): never {
      throw new Error("甲");
    },
  };
  const state = { policy: { archive: "http://archive.example/available" }, stopped: undefined, context };
  const copies = new ArchiveCopies(state as unknown as ProbeState);
  expect(await copies.find("http://a.example/1.png", "2019-05-01")).toBeUndefined();
  expect(await copies.find("http://a.example/2.png", undefined)).toBeUndefined();
  expect(copies.error).toBe("internal error of stet: 甲");
});

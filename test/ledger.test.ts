/** The ledger as people use it: commands, a real server, a file that is committed. */
import { spawn } from "node:child_process";
import type { ServerResponse } from "node:http";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { packageRoot } from "../src/platform/package-root.js";
import { readLedger, writeLedger } from "../src/probe/ledger.js";
import { type PictureServer, startPictureServer } from "./support/picture-server.js";
import { picture } from "./support/pictures.js";
import { makeSite, type Site } from "./support/site.js";

let server: PictureServer;
let site: Site;
let shown = picture("png", 40, 30);
beforeEach(async () => {
  shown = picture("png", 40, 30);
  server = await startPictureServer({
    "/changing.png": (_, response: ServerResponse) =>
      response.writeHead(200, { "content-type": "image/png", "content-length": shown.length }).end(shown),
  });
  const article = (...images: string[]) =>
    `---\ntitle: 石桥\ndate: 2022-05-01T09:30:00+08:00\n---\n\n${images.map((image) => `<p>${image}</p>\n`).join("")}`;
  site = await makeSite({
    "content/a.md": article(
      `<img src="${server.url("/400x299.jpg")}" alt="石桥" data-size="299,400">`,
      `<img src="${server.url("/changing.png")}" alt="桥下">`,
    ),
    "content/b.md": article(`<img src="${server.url("/status/404")}" alt="没了">`),
    "stet.config.json": JSON.stringify({
      extends: [],
      rules: { "image/reachable": "error", "image/data-size": "error" },
      images: { allowPrivate: true, ledger: "stet.images.ndjson" },
    }),
  });
});
afterEach(async () => {
  await server.close();
  await site.remove();
});

const ledger = async () => readLedger(await site.read("stet.images.ndjson"));

describe("stet ledger update", () => {
  it("notes the pictures that are there, sorted, a line each, and says which are not", async () => {
    const { code, stdout } = await site.stet(["ledger", "update", "content/"]);
    expect(code).toBe(0);
    expect(stdout).toContain(`not added: ${server.url("/status/404")} (broken: HTTP 404 (HEAD and GET))`);
    expect(stdout).toContain("stet.images.ndjson: 2 images, 2 added, 0 changed, 1 not added");
    const lines = (await site.read("stet.images.ndjson"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toEqual([
      {
        url: server.url("/400x299.jpg"),
        type: "image/jpeg",
        width: 400,
        height: 299,
        bytes: 615,
        start: expect.stringMatching(/^[0-9a-f]{64}$/),
        final: null,
        day: expect.stringMatching(/^20\d\d-\d\d-\d\d$/),
      },
      expect.objectContaining({ url: server.url("/changing.png"), width: 40, height: 30 }),
    ]);
  });

  it("asks only for what is not in it, and leaves the other lines as they are", async () => {
    await site.stet(["ledger", "update", "content/"]);
    const before = await site.read("stet.images.ndjson");
    const asked = server.requests.length;
    await site.stet(["ledger", "update", "content/a.md"]);
    expect(server.requests.length).toBe(asked);
    expect(await site.read("stet.images.ndjson")).toBe(before);
  });

  it("with --refresh asks for all, and notes what has changed", async () => {
    await site.stet(["ledger", "update", "content/a.md"]);
    shown = picture("png", 50, 20);
    const { stdout } = await site.stet(["ledger", "update", "--refresh", "content/a.md"]);
    expect(stdout).toContain("0 added, 1 changed");
    expect((await ledger()).entries.get(server.url("/changing.png"))).toMatchObject({ width: 50, height: 20 });
  });
});

describe("lint with a ledger", () => {
  it("asks the network only for what is new or contradicts it, and knows the sizes of the rest, offline too", async () => {
    await site.stet(["ledger", "update", "content/a.md"]);
    const asked = server.requests.length;
    const wrong = "content/a.md\n  6:";
    const offline = await site.stet(["content/a.md", "--offline"]);
    expect(server.requests.length).toBe(asked);
    const online = await site.stet(["content/a.md"]);
    for (const { stdout } of [online, offline]) {
      expect(stdout).toContain(wrong);
      expect(stdout).toContain("image/data-size");
      expect(stdout).toContain("2 images: 2 ok");
    }
    await site.stet(["content/"]);
    expect(new Set(server.requests.slice(asked).map(({ path }) => path))).toEqual(
      new Set(["/400x299.jpg", "/status/404"]),
    );
  });

  it("stops at a line that is none, and names it", async () => {
    await site.write("stet.images.ndjson", `${writeLedger([])}\n<<<<<<< HEAD\n`);
    expect(await site.stet(["content/"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("stet.images.ndjson:2: merge conflict"),
    });
  });
});

describe("stet ledger verify", () => {
  it("finds pictures that changed silently or are gone", async () => {
    await site.stet(["ledger", "update", "content/a.md"]);
    expect(await site.stet(["ledger", "verify"])).toMatchObject({
      code: 0,
      stdout: "stet.images.ndjson: 2 images, 0 changed, 0 broken, 0 unverifiable or unchecked\n",
    });
    const { length } = shown;
    shown = picture("png", 41, 30).subarray(0, length);
    const changed = await site.stet(["ledger", "verify"]);
    expect(changed.code).toBe(1);
    expect(changed.stdout).toMatch(/\/changing\.png changed: 40x30 -> 41x30, in the ledger since 20/);
    await site.write(
      "stet.images.ndjson",
      writeLedger([
        {
          url: server.url("/status/410"),
          type: null,
          width: null,
          height: null,
          bytes: null,
          start: null,
          final: null,
          day: "2026-01-02",
        },
      ]),
    );
    expect(await site.stet(["ledger", "verify"])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("/status/410 broken: HTTP 410 (HEAD and GET), in the ledger since 2026-01-02"),
    });
  });
});

describe("stet ledger prune", () => {
  it("removes what no article names, without a request", async () => {
    await site.stet(["ledger", "update", "content/a.md"]);
    const asked = server.requests.length;
    expect((await site.stet(["ledger", "prune", "content/b.md"])).stdout).toBe(
      "stet.images.ndjson: 0 images, 2 removed\n",
    );
    expect(server.requests.length).toBe(asked);
    expect((await ledger()).entries.size).toBe(0);
  });
});

describe("a ledger that two branches have added to", () => {
  const line = (url: string, day: string) =>
    writeLedger([{ url, type: null, width: null, height: null, bytes: null, start: null, final: null, day }]);
  it("needs no order, and of a picture that stands twice the later day counts", () => {
    const { entries, problems } = readLedger(
      line("https://b.example/", "2026-02-01") +
        line("https://a.example/", "2026-01-01") +
        line("https://b.example/", "2026-01-05"),
    );
    expect(problems).toEqual([]);
    expect([...entries.values()].map(({ url, day }) => `${url} ${day}`).sort()).toEqual([
      "https://a.example/ 2026-01-01",
      "https://b.example/ 2026-02-01",
    ]);
  });

  it.each([
    ["{", "not a line of JSON"],
    ['{"url":"a.png","day":"2026-01-01"}', '"url" is missing or not absolute'],
    ['{"url":"https://a.example/","day":"soon"}', '"day" is missing or not a date'],
    ['{"url":"https://a.example/","day":"2026-01-01","width":1.5}', '"width" is not an integer'],
    ['{"url":"https://a.example/","day":"2026-01-01","type":7}', '"type" is not a string'],
  ])("says what is wrong with %s", (text, message) => {
    expect(readLedger(`\n${text}\n`).problems).toEqual([{ line: 2, message: expect.stringContaining(message) }]);
  });
});

const kills = Number(process.env.STET_TEST_KILLS ?? 20);

it("the ledger is whole after its writer was killed at any moment", { timeout: 600_000 }, async () => {
  const file = path.join(site.folder, "stet.images.ndjson");
  // Each time another number of lines, which each line tells.
  const script = `
    import { saveLedger } from ${JSON.stringify(path.join(packageRoot(), "dist/src/facts/ledger.js"))};
    for (let n = 1; ; n = (n % 400) + 1) {
      const entry = (at) => ({ url: "https://a.example/" + at, type: "image/png", width: n, height: n, bytes: n, start: null, final: null, day: "2026-11-24" });
      await saveLedger(${JSON.stringify(file)}, "the ledger", Array.from({ length: n * 20 }, (_, at) => entry(at)));
      process.stdout.write(".");
    }`;
  const kill = (after: number) =>
    new Promise<void>((resolve) => {
      const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      let written = 0;
      child.stdout.on("data", (dots: Buffer) => {
        written += dots.length;
        if (written >= after) child.kill("SIGKILL");
      });
      child.on("close", () => resolve());
    });
  for (let round = 0; round < kills; round++) {
    await kill(1 + ((round * 7) % 40));
    const { entries, problems } = await ledger();
    expect(problems).toEqual([]);
    const widths = new Set([...entries.values()].map(({ width }) => width));
    expect([...widths].map((n) => (n ?? 0) * 20)).toEqual([entries.size]);
  }
});

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { picture } from "../support/pictures.js";
import { probeWith, serve, trail } from "./support.js";

describe("one chain for each distinct URL", () => {
  it("however many ask, with whatever fragment", async () => {
    const server = await serve();
    const probe = probeWith();
    const urls = [
      server.url("/9x9.png"),
      server.url("/9x9.png#a"),
      server.url("/x/../9x9.png"),
      server.url("/9x9.png"),
    ];
    const facts = await Promise.all(urls.map((url) => probe.checkImage({ url, want: "status" })));
    expect(server.requests).toHaveLength(1);
    expect(facts.map(({ url }) => url)).toEqual(urls);
    expect(facts.map(({ verdict }) => verdict)).toEqual(["ok", "ok", "ok", "ok"]);
    expect(probe.progress()).toEqual({ requested: 1, resolved: 1, host: new URL(server.origin).host });
  });

  it("queries make URLs distinct", async () => {
    const server = await serve();
    const probe = probeWith();
    await Promise.all(
      ["?a=1", "?a=2"].map((query) => probe.checkImage({ url: server.url(`/9x9.png${query}`), want: "status" })),
    );
    expect(server.requests.map(({ path }) => path).sort()).toEqual(["/9x9.png?a=1", "/9x9.png?a=2"]);
  });

  it("asking for pixels later adds the GET only, and then nothing", async () => {
    const server = await serve();
    const probe = probeWith();
    const url = server.url("/9x8.png");
    await probe.checkImage({ url, want: "status" });
    const facts = await Promise.all([
      probe.checkImage({ url, want: "pixels" }),
      probe.checkImage({ url, want: "pixels" }),
    ]);
    expect(facts.map(trail)).toEqual(["HEAD 200 > GET 0-4095 206", "HEAD 200 > GET 0-4095 206"]);
    expect(await probe.checkImage({ url, want: "status" })).toMatchObject({ width: 9, height: 8 });
    expect(server.requests).toHaveLength(2);
  });

  it("a failure stays one, whoever asks again", async () => {
    const server = await serve();
    const probe = probeWith();
    const url = server.url("/status/404");
    await probe.checkImage({ url, want: "status" });
    await probe.checkImage({ url, want: "pixels" });
    expect(server.requests).toHaveLength(2);
  });

  it("facts come sorted by URL", async () => {
    const server = await serve();
    const probe = probeWith();
    await Promise.all(
      ["/b", "/a", "/c"].map((dir) => probe.checkImage({ url: server.url(`${dir}/1x1.png`), want: "status" })),
    );
    expect(probe.imageFacts().map(({ url }) => new URL(url).pathname)).toEqual([
      "/a/1x1.png",
      "/b/1x1.png",
      "/c/1x1.png",
    ]);
  });
});

describe("requests in flight", () => {
  /** Answers nothing before `size` requests wait, then those. */
  function inGroupsOf(size: number) {
    const waiting: ServerResponse[] = [];
    return (_: unknown, response: ServerResponse) => {
      waiting.push(response);
      if (waiting.length < size) return;
      for (const one of waiting.splice(0))
        one.writeHead(200, { "content-type": "image/png", "content-length": 68 }).end();
    };
  }

  it("are as many as allowed for one host, and never more", async () => {
    const server = await serve({ "/group/": inGroupsOf(3) });
    const probe = probeWith({ concurrencyPerHost: 3 });
    const urls = Array.from({ length: 12 }, (_, index) => server.url(`/group/${index}.png`));
    await Promise.all(urls.map((url) => probe.checkImage({ url, want: "status" })));
    expect(server.peak).toBe(3);
  });

  it("are as many as allowed in all, and never more", async () => {
    const server = await serve({ "/group/": inGroupsOf(4) });
    const probe = probeWith({ concurrency: 4, concurrencyPerHost: 3 });
    const named = server.origin.replace("127.0.0.1", "localhost");
    const urls = Array.from({ length: 12 }, (_, index) => `${index % 2 ? server.origin : named}/group/${index}.png`);
    await Promise.all(urls.map((url) => probe.checkImage({ url, want: "status" })));
    expect(server.peak).toBe(4);
  });
});

describe("close", () => {
  it("ends hanging requests and those that wait for their turn, as unchecked", async () => {
    let connectionEnded: Promise<void> | undefined;
    const reached = new Promise<void>((resolve) => {
      serve({
        "/hang": (request) => {
          connectionEnded = new Promise((ended) => request.socket.once("close", () => ended()));
          resolve();
        },
      }).then((server) => asked(server.origin));
    });
    const probe = probeWith({ concurrencyPerHost: 1 });
    let facts: Promise<unknown[]> = Promise.resolve([]);
    function asked(origin: string) {
      facts = Promise.all(
        ["/hang", "/1x1.png", "/2x2.png"].map((at) => probe.checkImage({ url: origin + at, want: "pixels" })),
      );
    }
    await reached;
    await probe.close();
    const ended = { verdict: "unchecked", reason: "interrupted", detail: "the run ended before a response arrived" };
    expect(await facts).toMatchObject([ended, ended, ended]);
    await connectionEnded;
    expect(await probe.checkImage({ url: "http://images.example/late.png", want: "status" })).toMatchObject(ended);
  });

  it("may be called when nothing was asked, and twice", async () => {
    const probe = probeWith();
    await probe.close();
    await probe.close();
  });
});

describe("what is not asked", () => {
  it("offline: the network", async () => {
    const fact = await probeWith({ offline: true }).checkImage({ url: "https://images.example/a.png", want: "status" });
    expect(fact).toMatchObject({ verdict: "unchecked", reason: "offline", requests: [] });
  });
  it("loopback, unless allowed", async () => {
    const server = await serve();
    const named = server.origin.replace("127.0.0.1", "localhost");
    const strict = probeWith({ allowPrivate: false });
    expect(await strict.checkImage({ url: server.url("/1x1.png"), want: "status" })).toMatchObject({
      verdict: "unchecked",
      reason: "blocked-address",
      detail: "127.0.0.1 is a loopback address",
      requests: [],
    });
    const looked = await strict.checkImage({ url: `${named}/1x1.png`, want: "status" });
    expect(looked).toMatchObject({ verdict: "unchecked", reason: "blocked-address" });
    expect(looked.detail).toMatch(/^localhost is at (127\.0\.0\.1|::1), a loopback address$/);
    expect(server.requests).toHaveLength(0);
    const allowing = probeWith({ allowPrivate: false, allowHosts: ["127.0.0.0/8", "localhost"] });
    for (const url of [server.url("/1x1.png"), `${named}/1x1.png`]) {
      expect(await allowing.checkImage({ url, want: "status" })).toMatchObject({ verdict: "ok" });
    }
  });
  it("what is excluded", async () => {
    const server = await serve();
    const probe = probeWith({ exclude: [/\/private\//] });
    for (const name of ["1x1.png", "2x2.png"]) {
      expect(await probe.checkImage({ url: server.url(`/private/${name}`), want: "status" })).toMatchObject({
        verdict: "unchecked",
        reason: "excluded",
        detail: "excluded by /\\/private\\//",
      });
    }
    expect(server.requests).toHaveLength(0);
  });
  it.each(["ftp://files.example/a.png", "blob:https://a.example/1", "javascript:void(0)", "images/a.png", ""])(
    "%j",
    async (url) => {
      expect(await probeWith().checkImage({ url, want: "status" })).toMatchObject({
        verdict: "unchecked",
        reason: "unsupported",
      });
    },
  );
});

describe("data: URLs", () => {
  const base64 = picture("png", 30, 20).toString("base64");
  it.each([
    [`data:image/png;base64,${base64}`, "image/png", 30, 20],
    [`DATA:image/png;charset=x;base64,${encodeURIComponent(base64)}`, "image/png", 30, 20],
    [`data:;base64,\n${base64.replace(/=/g, "")}`, "image/png", 30, 20],
    ["data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='10' height='5'/%3E", "image/svg+xml", 10, 5],
    [
      "data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' width='10' height='5'>100%</svg>",
      "image/svg+xml",
      10,
      5,
    ],
  ])("%s", async (url, type, width, height) => {
    expect(await probeWith({ offline: true }).checkImage({ url, want: "pixels" })).toMatchObject({
      verdict: "ok",
      type,
      width,
      height,
    });
  });
  it.each([
    ["data:image/png", "damaged", "data: URL without a comma"],
    ["data:image/png;base64,", "empty-body", "data: URL of 0 bytes"],
    ["data:image/png;base64,a*b", "damaged", "data: URL with invalid base64"],
    [`data:image/png;base64,${base64.slice(0, 24)}`, "damaged", "damaged image/png: the file ends after 18 bytes"],
    ["data:text/html,<p>no", "not-an-image", "text/html instead of an image"],
    ["data:image/png,%01%02", "not-an-image", "not a known image format"],
    [
      "data:image/svg+xml,%3Csvg xmlns='s' width='10' height='5'/%3E",
      "damaged",
      `damaged image/svg+xml: the xmlns "s" is not that of SVG, so browsers do not show it`,
    ],
  ])("%s is broken", async (url, reason, detail) => {
    expect(await probeWith().checkImage({ url, want: "pixels" })).toMatchObject({ verdict: "broken", reason, detail });
  });
});

describe("file: URLs", () => {
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"4".repeat(64)}\nsize 12345\n`;
  let folder: string;
  const ask = (name: string) =>
    probeWith({ offline: true }).checkImage({ url: pathToFileURL(path.join(folder, name)).href, want: "pixels" });
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "stet-probe-"));
    await writeFile(path.join(folder, "图 1.png"), picture("png", 30, 20));
    await writeFile(path.join(folder, "deep.jpg"), picture("jpg", 600, 450, { metadata: 200_000 }));
    await writeFile(path.join(folder, "empty.png"), "");
    await writeFile(path.join(folder, "page.png"), "<!DOCTYPE html>");
    await writeFile(path.join(folder, "lfs.png"), pointer);
    await writeFile(path.join(folder, "cut.png"), picture("png", 30, 20).subarray(0, 22));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("are measured", async () => {
    expect(await ask("图 1.png")).toMatchObject({ verdict: "ok", type: "image/png", width: 30, height: 20, bytes: 69 });
    expect(await ask("deep.jpg")).toMatchObject({ verdict: "ok", type: "image/jpeg", width: 600, height: 450 });
  });
  it.each([
    ["empty.png", "empty-body", "empty file (0 bytes)"],
    ["page.png", "not-an-image", "text/html instead of an image"],
    ["lfs.png", "not-an-image", "a Git LFS pointer instead of the image; git lfs pull fetches the image"],
    ["cut.png", "damaged", "damaged image/png: the file ends after 22 bytes"],
    ["absent.png", "no-such-file", "there is no such file"],
    ["empty.png/below", "no-such-file", "there is no such file"],
    [".", "not-an-image", "a folder or device, not a file"],
  ])("%s is broken", async (name, reason, detail) => {
    expect(await ask(name)).toMatchObject({ verdict: "broken", reason, detail });
  });
  it("on another machine are not looked at", async () => {
    const fact = await probeWith().checkImage({ url: "file:///a%2Fb.png", want: "status" });
    expect(fact).toMatchObject({ verdict: "unchecked", reason: "unsupported" });
  });
});

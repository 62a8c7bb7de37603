import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { knownPlaceholders, placeholderOf } from "../../src/probe/placeholders.js";
import { picture } from "../support/pictures.js";
import { makeSite } from "../support/site.js";
import { probeWith, serve, trail } from "./support.js";

const gone = picture("png", 161, 81, { bytes: 503 });
const sha256 = createHash("sha256").update(gone).digest("hex");
const seen = { bytes: undefined, sha256: undefined, width: undefined, height: undefined };

describe("placeholders that stet knows", () => {
  it.each([
    ["https://i.imgur.com/removed.png", 'imgur\'s "removed" image'],
    ["https://s.yimg.com/pw/images/en-us/photo_unavailable_l.png", 'Flickr\'s "unavailable" image'],
    ["https://i.imgur.com/abc123.png", undefined],
    ["https://example.cn/?u=https://i.imgur.com/removed.png", undefined],
  ])("%s", (finalUrl, name) => {
    expect(placeholderOf({ ...seen, finalUrl }, knownPlaceholders)?.name).toBe(name);
  });
});

describe("a placeholder of the configuration", () => {
  const routes = {
    "/gone.png": (_: unknown, response: import("node:http").ServerResponse) =>
      response.writeHead(200, { "content-type": "image/png", "content-length": gone.length }).end(gone),
  };

  it("is known by the URL that a redirect leads to", async () => {
    const server = await serve(routes);
    const placeholders = [{ name: "the sorry image", url: /\/gone\.png$/ }];
    const fact = await probeWith({ placeholders }).checkImage({
      url: server.url("/redirect/302/gone.png"),
      want: "status",
    });
    expect(fact).toMatchObject({
      verdict: "broken",
      reason: "placeholder",
      detail: "the sorry image instead of the image",
    });
  });

  it("is known by its hash, for which only files of its size are read whole", async () => {
    const server = await serve(routes);
    const placeholders = [{ name: "the sorry image", bytes: gone.length, sha256 }];
    const probe = probeWith({ placeholders });
    const fact = await probe.checkImage({ url: server.url("/gone.png"), want: "status" });
    expect(fact).toMatchObject({ verdict: "broken", reason: "placeholder" });
    expect(trail(fact)).toBe("HEAD 200 > GET 200");
    expect(trail(await probe.checkImage({ url: server.url("/161x81.png"), want: "status" }))).toBe("HEAD 200");
  });

  it("is no other picture of the same size", async () => {
    const server = await serve(routes);
    const placeholders = [{ name: "another", bytes: gone.length, sha256: "0".repeat(64) }];
    const fact = await probeWith({ placeholders }).checkImage({ url: server.url("/gone.png"), want: "pixels" });
    expect(fact).toMatchObject({ verdict: "ok", width: 161, height: 81 });
  });

  it("is made by stet probe --fingerprint, and then recognised in articles", async () => {
    const server = await serve(routes);
    const site = await makeSite();
    try {
      const { stdout, code } = await site.stet(["probe", "--fingerprint", "--allow-private", server.url("/gone.png")]);
      expect(code).toBe(0);
      const entry = JSON.parse(stdout);
      expect(entry).toMatchObject({ bytes: gone.length, sha256, width: 161, height: 81 });
      await site.write(
        "stet.config.json",
        JSON.stringify({
          extends: [],
          rules: { "image/reachable": "error" },
          images: { allowPrivate: true, placeholders: [entry] },
        }),
      );
      await site.write("a.html", `<p><img src="${server.url("/gone.png")}" alt=""></p>\n`);
      expect((await site.stet(["a.html"])).stdout).toContain(`${entry.name} instead of the image`);
      const none = await site.stet(["probe", "--fingerprint", "--allow-private", server.url("/status/404")]);
      expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining("could not be downloaded completely") });
    } finally {
      await site.remove();
    }
  });
});

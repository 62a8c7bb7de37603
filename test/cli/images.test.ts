import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type PictureServer, startPictureServer } from "../support/picture-server.js";
import { picture } from "../support/pictures.js";
import { makeSite, type Site } from "../support/site.js";

let server: PictureServer;
let site: Site;
beforeEach(async () => {
  server = await startPictureServer();
  site = await makeSite({
    "a.md": `![x](img/photo.png)\n\n<img src="${server.url("/2400x1600.jpg?bytes=300000")}" width="600" alt="">\n`,
    "b.md": `<!-- stet-disable -->\n![x](img/photo.png) ![gone](${server.url("/status/404")})\n\n![x](${server.url("/9x9.png")})\n`,
    "img/photo.png": picture("png", 400, 300, { bytes: 200_000 }),
  });
});
afterEach(async () => {
  await site.remove();
  await server.close();
});

describe("stet images", () => {
  it("lists the heaviest images first, with what a better file would save", async () => {
    const { code, stdout } = await site.stet(["images", "--allow-private", "--limit", "2", "."]);
    expect(stdout.split("\n")).toEqual([
      `300 KB  2400×1600  jpeg  ${server.url("/2400x1600.jpg?bytes=300000")} (1 article, with 1200×800 pixels about 225 KB less)`,
      "200 KB  400×300    png   img/photo.png (2 articles, as JPEG or WebP about 170 KB less)",
      "",
      expect.stringMatching(/^3 images of 500 KB, of which about 395 KB could be saved; 1 of unknown size$/),
      "",
    ]);
    expect(code).toBe(0);
  });

  it("as JSON: all of them, by the same estimates", async () => {
    const { stdout } = await site.stet(["images", "--json", "--offline", "."]);
    expect(JSON.parse(stdout)).toEqual({
      images: [
        {
          image: "img/photo.png",
          bytes: 200_000,
          type: "image/png",
          width: 400,
          height: 300,
          articles: ["a.md", "b.md"],
          waste: { kind: "photo", savings: 170_000 },
        },
      ],
      total: { images: 1, bytes: 200_000, savings: 170_000, unknown: 3 },
    });
    expect(server.requests).toEqual([]);
  });

  it("needs paths and a number", async () => {
    expect(await site.stet(["images"])).toMatchObject({ code: 2, stderr: expect.stringContaining("Missing files") });
    expect(await site.stet(["images", "--limit", "x", "."])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--limit 20"),
    });
  });
});

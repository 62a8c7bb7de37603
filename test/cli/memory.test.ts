/** What a run remembers of images and of unchanged articles. Needs a build. */
import { utimes } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type PictureServer, startPictureServer } from "../support/picture-server.js";
import { picture } from "../support/pictures.js";
import { makeSite, type Site } from "../support/site.js";

let size: [number, number] = [40, 30];
let server: PictureServer;
let site: Site;
beforeEach(async () => {
  size = [40, 30];
  server = await startPictureServer({
    "/a.png": ({ method, headers }, response) => {
      const etag = `"${size}"`;
      if (headers["if-none-match"] === etag) return response.writeHead(304, { etag }).end();
      const body = picture("png", ...size);
      response.writeHead(200, { "content-type": "image/png", "content-length": body.length, etag });
      return response.end(method === "HEAD" ? undefined : body);
    },
  });
  site = await makeSite({
    "stet.config.json": JSON.stringify({
      extends: [],
      rules: { "image/data-size": "error", "image/dimensions": "warn" },
      images: { allowPrivate: true },
    }),
  });
});
afterEach(async () => {
  await site.remove();
  await server.close();
});

/** An article that has not been written just now, so that its analysis is cached. */
async function write(text: string): Promise<void> {
  await site.write("a.md", text);
  const before = new Date(Date.now() - 60_000);
  await utimes(path.join(site.folder, "a.md"), before, before);
}
const messages = async (...args: string[]): Promise<string[]> => {
  const { stdout } = await site.stet(["-f", "json", ...args, "."]);
  const { files } = JSON.parse(stdout) as { files: { violations: { message: string }[] }[] };
  return files.flatMap(({ violations }) => violations.map(({ message }) => message));
};

it("a remembered size that contradicts an unchanged article is asked again in each run, cached analysis or not", async () => {
  const wrong = ['Wrong data-size "50,20". Use the real size of the image, "40,30".'];
  await write(`<img src="${server.url("/a.png")}" alt="" width="5" height="2" data-size="50,20">\n`);
  expect(await messages("--rule", "image/dimensions=off")).toEqual(wrong);
  const asked = server.requests.length;
  expect(await messages("--rule", "image/dimensions=off")).toEqual(wrong);
  expect(server.requests.slice(asked).map(({ method }) => method)).toEqual(["HEAD"]);
  size = [50, 20];
  expect(await messages()).toEqual([]);
});

it("a size that the article lacks is asked again before --fix writes it", async () => {
  await write(`<img src="${server.url("/a.png")}" alt="">\n`);
  await messages();
  await messages();
  size = [50, 20];
  await site.stet(["--fix", "."]);
  expect(await site.read("a.md")).toContain('width="50" height="20"');
});

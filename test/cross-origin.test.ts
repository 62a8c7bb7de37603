/** Images that a server sends, and that browsers do not show on pages of other sites. */
import { expect, it } from "vitest";
import { requestAsReader } from "../src/facts/hotlink.js";
import type { Probe } from "../src/probe/probe.js";
import type { ImageFact } from "../src/probe/types.js";
import { okFact } from "../src/probe/verdict.js";
import type { ImageReference } from "../src/rule.js";
import { probeWith, serve } from "./probe/support.js";
import { picture } from "./support/pictures.js";

const image = picture("png", 9, 9);
const reference = { attributes: {} } as ImageReference;

/** The fact for readers of a page, if the server sends an image with these headers. */
async function seen(page: string, headers: Readonly<Record<string, string>>): Promise<ImageFact> {
  const server = await serve({
    "/a.png": ({ method }, response) =>
      response
        .writeHead(200, { "content-type": "image/png", "content-length": image.length, ...headers })
        .end(method === "HEAD" ? undefined : image),
  });
  const context = { page: page || server.url("/"), referrerPolicy: "" };
  return requestAsReader(probeWith(), { url: server.url("/a.png"), want: "status" }, reference, context, []);
}

const other = "http://blog.example/post/";

it.each(["same-origin", "same-site"])("Cross-Origin-Resource-Policy: %s is obeyed", async (policy) => {
  expect(await seen(other, { "cross-origin-resource-policy": policy })).toMatchObject({
    verdict: "broken",
    reason: "blocked-by-server",
    detail: `browsers block it on other sites: the server sends Cross-Origin-Resource-Policy: ${policy}`,
  });
});

it("an image for all sites, or of the own site, is not blocked", async () => {
  expect(await seen(other, { "cross-origin-resource-policy": "cross-origin" })).toMatchObject({ verdict: "ok" });
  expect(await seen("", { "cross-origin-resource-policy": "same-origin" })).toMatchObject({ verdict: "ok" });
});

it("nosniff with a type of text is obeyed; with another type, browsers look at the bytes", async () => {
  const headers = (type: string) => ({ "content-type": type, "x-content-type-options": "nosniff" });
  expect(await seen(other, headers("text/plain"))).toMatchObject({ verdict: "broken", reason: "blocked-by-server" });
  expect(await seen(other, headers("application/octet-stream"))).toMatchObject({ verdict: "ok" });
});

it("hosts with the same last two labels count as one site", async () => {
  const fact = okFact("http://img.blog.example/a.png", {
    finalUrl: "http://img.blog.example/a.png",
    onlyFor: "same-site",
  });
  const probe = { checkImage: async () => fact } as unknown as Probe;
  const context = { page: other, referrerPolicy: "" };
  const query = { url: fact.url, want: "status" } as const;
  expect(await requestAsReader(probe, query, reference, context, [])).toMatchObject({ verdict: "ok" });
});

it("an image that a placeholder replaces for foreign pages is right where no Referer is sent", async () => {
  const real = picture("png", 240, 100);
  const placeholder = picture("png", 64, 48);
  const server = await serve({
    "/wx.png": ({ method, headers }, response) => {
      const body = headers.referer ? placeholder : real;
      response.writeHead(200, { "content-type": "image/png", "content-length": body.length });
      response.end(method === "HEAD" ? undefined : body);
    },
  });
  const ask = (policy: string | undefined) =>
    requestAsReader(
      probeWith(),
      { url: server.url("/wx.png"), want: "pixels" },
      { attributes: policy === undefined ? {} : { referrerpolicy: { value: policy } } } as unknown as ImageReference,
      { page: other, referrerPolicy: "" },
      ["127.0.0.1"],
    );
  expect(await ask("no-referrer")).toMatchObject({ verdict: "ok", width: 240 });
  expect(await ask(undefined)).toMatchObject({ verdict: "broken", otherwise: { verdict: "ok", width: 240 } });
});

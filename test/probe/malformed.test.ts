/** Responses that break the rules of HTTP are judged as Chromium judges them. */
import { existsSync } from "node:fs";
import type { Server } from "node:net";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { malformed, startMalformedServer } from "../support/malformed.js";
import { probeWith, serve, trail } from "./support.js";

const executablePath = "/usr/bin/chromium";
let server: Server;
let origin: string;
beforeAll(async () => {
  ({ server, origin } = await startMalformedServer());
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

describe("a response that breaks the rules of HTTP", () => {
  it.each(malformed.map(({ name, shown }, at) => [name, shown, at] as const))("%s: shown %s", async (_, shown, at) => {
    const fact = await probeWith().checkImage({ url: `${origin}/${at}`, want: "pixels" });
    if (shown) expect(fact).toMatchObject({ verdict: "ok", width: 40, height: 30 });
    else expect(fact.verdict).toBe("unverifiable");
  });

  it("is requested twice, and both requests are recorded", async () => {
    const fact = await probeWith().checkImage({ url: `${origin}/0`, want: "status" });
    expect(trail(fact)).toMatch(/^HEAD the response is not valid HTTP \(.*\) > HEAD 200$/);
  });

  it("is not requested from a private address", async () => {
    const fact = await probeWith({ allowPrivate: false }).checkImage({ url: `${origin}/0`, want: "status" });
    expect(fact).toMatchObject({ verdict: "unchecked", requests: [] });
  });

  it.skipIf(!existsSync(executablePath))(
    "is shown by Chromium where this table says so",
    async () => {
      const page = await serve({ "/page": (_, response) => response.end("<body></body>") });
      const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
      try {
        const tab = await browser.newPage();
        await tab.goto(page.url("/page"));
        const urls = malformed.map((_, at) => `${origin}/${at}`);
        const shown = (await tab.evaluate(`Promise.all(${JSON.stringify(urls)}.map((url) => new Promise((resolve) => {
          const image = new Image();
          image.onload = () => resolve(true);
          image.onerror = () => resolve(false);
          image.src = url;
        })))`)) as boolean[];
        expect(malformed.filter((one, at) => one.shown !== shown[at]).map(({ name }) => name)).toEqual([]);
      } finally {
        await browser.close();
      }
    },
    60_000,
  );
});

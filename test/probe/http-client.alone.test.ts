/** In a process of its own, because what a process has loaded, it keeps. */
import { createRequire } from "node:module";
import path from "node:path";
import { expect, it } from "vitest";
import { probeWith, serve } from "./support.js";

it("what can be answered without the network does not load the HTTP client", async () => {
  const { cache } = createRequire(import.meta.url);
  const isLoaded = () => Object.keys(cache).some((file) => file.includes(`${path.sep}undici${path.sep}`));
  const probe = probeWith({ offline: true });
  await probe.checkImage({ url: "https://images.example/a.png", want: "pixels" });
  await probe.checkImage({ url: "data:image/gif;base64,R0lGODlhAQABAAAAACw=", want: "pixels" });
  expect(isLoaded()).toBe(false);
  const server = await serve();
  await probeWith().checkImage({ url: server.url("/9x9.png"), want: "status" });
  expect(isLoaded()).toBe(true);
});

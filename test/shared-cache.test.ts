/** A cache for many machines, on a real server (Debian: redis-server); skipped, loudly, where there is none. */
import { spawn, spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type PictureServer, startPictureServer } from "./support/picture-server.js";
import { makeSite, type Site } from "./support/site.js";

const isInstalled = spawnSync("redis-server", ["--version"]).status === 0;
if (!isInstalled) console.warn("redis-server is not installed: the tests of the shared cache are SKIPPED");

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function machine(server: PictureServer, sharedCache: string): Promise<Site> {
  const site = await makeSite({
    "a.html": `<p><img src="${server.url("/400x299.jpg")}" alt="渡口" data-size="400,299"></p>\n`,
    "stet.config.json": JSON.stringify({
      extends: [],
      rules: { "image/reachable": "error", "image/data-size": "error" },
      images: { allowPrivate: true, sharedCache },
    }),
  });
  open.push(() => site.remove());
  return site;
}

async function pictures(): Promise<PictureServer> {
  const server = await startPictureServer();
  open.push(() => server.close());
  return server;
}

describe.skipIf(!isInstalled)("a shared cache", () => {
  let url = "";
  let stop: () => Promise<void>;
  beforeAll(async () => {
    const port = await freePort();
    const child = spawn("redis-server", [
      ...["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
      ...["--requirepass", "geheim"],
    ]);
    stop = () =>
      new Promise((resolve) => {
        child.once("close", () => resolve());
        child.kill();
      });
    await new Promise<void>((resolve) => {
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        if (text.includes("Ready to accept connections")) resolve();
      });
    });
    url = `redis://:geheim@127.0.0.1:${port}/0`;
  });
  afterAll(() => stop());

  it("lets a second machine ask for nothing that the first one has seen", async () => {
    const server = await pictures();
    const [first, second] = [await machine(server, url), await machine(server, url)];
    expect((await first.stet(["a.html"])).stdout).toContain("1 image: 1 ok");
    const asked = server.requests.length;
    expect(asked).toBeGreaterThan(0);
    expect((await second.stet(["a.html"])).stdout).toContain("1 image: 1 ok");
    expect(server.requests.length).toBe(asked);
  });

  it("may be named by the environment, and its password is not shown", async () => {
    const server = await pictures();
    const site = await machine(server, url);
    expect((await site.stet(["--print-config", "a.html"])).stdout).not.toContain("geheim");
    const unset = await machine(server, "$STET_TEST_NO_SUCH_VARIABLE");
    expect(await unset.stet(["a.html"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(
        "The environment variable STET_TEST_NO_SUCH_VARIABLE is not the URL of a Redis server",
      ),
    });
  });

  it("that refuses us is told of without its password, and the run goes on", async () => {
    const server = await pictures();
    const site = await machine(server, url.replace("geheim", "falsch"));
    const { code, stdout } = await site.stet(["a.html"]);
    expect(stdout).toContain("1 image: 1 ok");
    expect(stdout).toMatch(/note: The shared cache at 127\.0\.0\.1:\d+ is not used/);
    expect(stdout).not.toContain("falsch");
    expect(code).toBe(0);
  });
});

describe("a shared cache that is not there", () => {
  it("is told of, and the run goes on", async () => {
    const server = await pictures();
    const site = await machine(server, `redis://127.0.0.1:${await freePort()}/0`);
    const { code, stdout } = await site.stet(["a.html"]);
    expect(stdout).toContain("1 image: 1 ok");
    expect(stdout).toMatch(/note: The shared cache at 127\.0\.0\.1:\d+ is not used/);
    expect(code).toBe(0);
  });

  it("and never answers costs no more than two seconds", async () => {
    const sockets: { destroy(): void }[] = [];
    const silent = createServer((socket) => sockets.push(socket));
    const port = await new Promise<number>((resolve) => {
      silent.listen(0, "127.0.0.1", () => resolve((silent.address() as { port: number }).port));
    });
    open.push(async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => silent.close(resolve));
    });
    const server = await pictures();
    const site = await machine(server, `redis://127.0.0.1:${port}/0`);
    const { code, stdout } = await site.stet(["a.html"]);
    expect(stdout).toContain("is not used");
    expect(code).toBe(0);
  });
});

/** How connections are used, seen from the other end: a server that is no more than a socket. */

import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { picture } from "../support/pictures.js";
import { probeWith } from "./support.js";

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** Hands over each request's method and path, one after the other on each connection. */
async function listen(answer: (socket: Socket, method: string, path: string, nth: number) => void) {
  const methods: string[] = [];
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    let text = "";
    let nth = 0;
    socket.on("error", () => {});
    socket.setEncoding("latin1").on("data", (more) => {
      text += more;
      for (let end = text.indexOf("\r\n\r\n"); end >= 0; end = text.indexOf("\r\n\r\n")) {
        const [method = "", path = ""] = text.split(" ", 2);
        text = text.slice(end + 4);
        methods.push(method);
        answer(socket, method, path, nth++);
      }
    });
    open.push(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, methods, connections: () => connections };
}

const png = picture("png", 40, 30);
const head = `HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Type: image/png\r\nContent-Length: ${png.length}\r\n\r\n`;
const page = "<html><p>nobody has asked for this</p></html>";

const ask = (origin: string, count: number, want: "status" | "pixels" = "status") => {
  const probe = probeWith({ concurrencyPerHost: 2 });
  const urls = Array.from({ length: count }, (_, n) => `${origin}/${n}.png`);
  return Promise.all(urls.map((url) => probe.checkImage({ url, want })));
};

describe("connections", () => {
  it("are used again after a HEAD, while more is asked of the host", async () => {
    const server = await listen((socket) => socket.write(head));
    const facts = await ask(server.origin, 40);
    expect(new Set(facts.map(({ verdict }) => verdict))).toEqual(new Set(["ok"]));
    expect(server.methods).toEqual(Array(40).fill("HEAD"));
    // Two at a time, and the last of them need not be kept.
    expect(server.connections()).toBeLessThan(6);
  });

  it.each([
    ["at once", false],
    ["late, in front of the next answer", true],
  ])("survive a server that sends a body to HEAD %s: no answer is mistaken for another", async (_, late) => {
    const owing = new WeakSet<Socket>();
    const server = await listen((socket, method) => {
      if (owing.delete(socket)) socket.write(page);
      socket.write(head);
      if (method === "GET") socket.write(png);
      else if (late) owing.add(socket);
      else socket.write(page);
    });
    for (const fact of await ask(server.origin, 40, "pixels"))
      expect(fact).toMatchObject({ verdict: "ok", width: 40, height: 30, bytes: png.length });
    // Once more for each of the two connections on which it was noticed.
    expect(server.methods.length).toBeLessThanOrEqual(82);
  });
});

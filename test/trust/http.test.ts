/** A server that is asked again, because its first response broke the rules of HTTP, cannot make stet work or wait without end. */
import { createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { probeWith } from "../probe/support.js";

/** undici refuses it, so stet reads the next response as browsers do. */
const twoLengths = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n";

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

/** @returns the URL of an image whose every second response is that of `answer`. */
async function serveRaw(answer: (socket: Socket) => void): Promise<string> {
  let asked = 0;
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => (asked++ % 2 === 0 ? void socket.end(twoLengths) : answer(socket)));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as { port: number }).port}/a.png`;
}

/** Sends the text again and again, until the client has had enough. @returns how many bytes it let through. */
function flood(socket: Socket, start: string, text: string): () => number {
  const chunk = Buffer.from(text.repeat(Math.ceil(65_536 / text.length)));
  const more = () => {
    for (let left = 16; left > 0 && !socket.destroyed; left--) if (!socket.write(chunk)) return;
    if (!socket.destroyed) setImmediate(more);
  };
  socket.on("drain", more);
  socket.write(start);
  more();
  return () => socket.bytesWritten;
}

describe("the headers of a response that breaks the rules of HTTP", () => {
  it.each([
    ["a line of returns", `HTTP/1.1 200 OK\ncontent-type: image/png\nx: ${"\r".repeat(250_000)}x\n\n`],
    ["one name on each line", `HTTP/1.1 200 OK\ncontent-type: image/png\n${"a:\n".repeat(80_000)}\n`],
    [
      "a line that is continued on each line",
      `HTTP/1.1 200 OK\ncontent-type: image/png\na:b\n${" c\n".repeat(80_000)}\n`,
    ],
  ])("are read in linear time: %s", async (_, head) => {
    const url = await serveRaw((socket) => void socket.end(head));
    const fact = await probeWith().checkImage({ url, want: "status" });
    expect(fact).toMatchObject({ verdict: "ok", requests: [{ error: expect.any(String) }, { status: 200 }] });
  });

  it.each([
    ["empty lines before the status line", "", "\r\n"],
    ["headers", "HTTP/1.1 200 OK\n", "a: b\n"],
    ["a header", "HTTP/1.1 200 OK\na: ", "b"],
    ["provisional responses", "", `HTTP/1.1 103 Early Hints\na: ${"b".repeat(4096)}\n\n`],
    ["trailers", "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n1\r\nA\r\n0\r\n", "a: b\r\n"],
  ])("have a limit in all: %s without end", async (_, start, text) => {
    const sent: (() => number)[] = [];
    const url = await serveRaw((socket) => void sent.push(flood(socket, start, text)));
    const fact = await probeWith({ timeouts: { connect: 5000, headers: 60_000, total: 60_000, run: 0 } }).checkImage({
      url,
      want: "pixels",
    });
    expect(fact).toMatchObject({ verdict: "unverifiable", reason: "odd-response" });
    // The system buffers some megabytes on both sides.
    for (const bytes of sent) expect(bytes()).toBeLessThan(32 * 1024 * 1024);
  });
});

/**
 * Responses that break the rules of HTTP/1, byte for byte, and whether Chromium shows the image in them. Each has the
 * answer to GET; HEAD gets its headers.
 */
import { createServer, type Server } from "node:net";
import { picture } from "./pictures.js";

const png = picture("png", 40, 30);
const { length } = png;
const size = length.toString(16);

interface Malformed {
  readonly name: string;
  readonly head: string;
  readonly body?: Buffer;
  readonly shown: boolean;
}

/** The lines of a response, with the headers that it needs. */
const lines = (first: string, ...more: readonly string[]) =>
  [first, "Content-Type: image/png", ...more, "Connection: close", "", ""].join("\r\n");
const sized = `Content-Length: ${length}`;
const ok = "HTTP/1.1 200 OK";
const header = (name: string, line: string, shown = true): Malformed => ({ name, head: lines(ok, line, sized), shown });
const firstLine = (line: string, shown = true): Malformed => ({
  name: `the status line ${JSON.stringify(line)}`,
  head: lines(line, sized),
  shown,
});
const lengths = (name: string, ...more: readonly string[]): Malformed => ({
  name,
  head: lines(ok, ...more),
  shown: true,
});
const chunked = (name: string, body: string, shown = true, ...more: readonly string[]): Malformed => {
  const [before = "", after = ""] = body.split("PNG");
  return {
    name,
    head: lines(ok, ...more, "Transfer-Encoding: chunked"),
    body: Buffer.concat([Buffer.from(before), png, Buffer.from(after)]),
    shown,
  };
};

export const malformed: readonly Malformed[] = [
  { name: "lines that end in LF", head: lines(ok, sized).replaceAll("\r", ""), shown: true },
  { name: "lines that end in CR", head: lines(ok, sized).replaceAll("\n", ""), shown: false },
  { name: "no headers at all, as in HTTP/0.9", head: "", shown: false },
  { name: "no header lines", head: "HTTP/1.1 200 OK\r\n\r\n", shown: true },
  { name: "an empty line first", head: `\r\n${lines(ok, sized)}`, shown: true },
  { name: "two letters first", head: `xx${lines(ok, sized)}`, shown: true },
  { name: "a line of another protocol first", head: `SSH-2.0-x\r\n${lines(ok, sized)}`, shown: false },
  firstLine("HTTP/1.1 200"),
  firstLine("HTTP/1.1 200 "),
  firstLine("HTTP/1.1 200 O\x01K"),
  firstLine("HTTP/1.1  200  OK"),
  firstLine("http/1.1 200 OK"),
  firstLine("HTTP/1.0 200 OK"),
  firstLine("HTTP/1.2 200 OK"),
  firstLine("HTTP/2.0 200 OK"),
  firstLine("HTTP 200 OK"),
  firstLine("ICY 200 OK", false),
  header("a header with bytes above ASCII", "X-A: \xe5\xa5\xbd"),
  header("a header with a control character", "X-A: a\x01b"),
  header("a header with NUL", "X-A: a\0b", false),
  header("a space in a name", "X A: b"),
  header("a space before the colon", "X-A : b"),
  header("no colon", "nonsense"),
  header("no name", ": b"),
  header("a name with brackets", "X(a): b"),
  header("a name above ASCII", "X-\xe4: b"),
  header("a value on two lines", "X-A: a\r\n b"),
  { name: "a first line that continues none", head: lines(`${ok}\r\n  b`, sized), shown: true },
  header("20 KB of headers", `X-Long: ${"x".repeat(20_000)}`),
  header("200 KB of headers", `X-Long: ${"x".repeat(200_000)}`),
  header("300 KB of headers", `X-Long: ${"x".repeat(300_000)}`, false),
  lengths("the same length twice", sized, sized),
  lengths("the same length twice in one line", `${sized}, ${length}`),
  { name: "two lengths", head: lines(ok, sized, `Content-Length: ${length + 1}`), shown: false },
  lengths("a length with a space before the colon", `Content-Length : ${length}`),
  lengths("a length with a sign", `Content-Length: +${length}`),
  lengths("a length below zero", "Content-Length: -1"),
  lengths("an empty length", "Content-Length:"),
  lengths("a length in words", "Content-Length: big"),
  lengths("a transfer encoding that is none", sized, "Transfer-Encoding: identity"),
  chunked("a length and chunks", `${size}\r\nPNG\r\n0\r\n\r\n`, true, sized),
  chunked("chunks, said twice", `${size}\r\nPNG\r\n0\r\n\r\n`, true, "Transfer-Encoding: chunked"),
  chunked("a chunk with spaces behind its size", `${size}  \r\nPNG\r\n0\r\n\r\n`),
  chunked("a chunk with an extension", `${size};a=b\r\nPNG\r\n0\r\n\r\n`),
  chunked("chunks whose lines end in LF", `${size}\nPNG\n0\n\n`),
  { name: "100 Continue that nobody asked for", head: `HTTP/1.1 100 Continue\r\n\r\n${lines(ok, sized)}`, shown: true },
  { name: "early hints", head: `HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n${lines(ok, sized)}`, shown: true },
];

/** Answers `/N` with the response of that number. */
export async function startMalformedServer(): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer((socket) => {
    let request = "";
    socket.on("error", () => {});
    socket.on("data", (data) => {
      request += data.toString("latin1");
      if (!request.includes("\r\n\r\n")) return;
      const [, method, number] = /^(\w+) \/(\d+)/.exec(request) ?? [];
      request = "";
      const one = malformed[Number(number)];
      if (!one) return socket.end("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
      const head = Buffer.from(one.head, "latin1");
      return socket.end(method === "HEAD" ? head : Buffer.concat([head, one.body ?? png]));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return { server, origin: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}` };
}

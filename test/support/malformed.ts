/**
 * Responses that break the rules of HTTP/1, byte for byte, and whether Chromium shows the image in them. Each has the
 * answer to GET; HEAD gets its headers.
 */
import { createServer, type Server } from "node:net";
import { crc32, gzipSync } from "node:zlib";
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

const gzipped = (name: string, body: Buffer): Malformed => ({
  name,
  head: lines(ok, "Content-Encoding: gzip", `Content-Length: ${body.length}`),
  body,
  shown: true,
});

/** With all that a header may have before the data: an extra field, a name, a comment and a checksum. */
function gzipWithName(file: Buffer): Buffer {
  const plain = gzipSync(file);
  const flags = 2 | 4 | 8 | 16;
  const more = Buffer.from("\x03\0abcname\0comment\0", "latin1");
  const header = Buffer.concat([plain.subarray(0, 3), Buffer.from([flags]), plain.subarray(4, 10), more]);
  const checksum = Buffer.alloc(2);
  checksum.writeUInt16LE(crc32(header) & 0xffff);
  return Buffer.concat([header, checksum, plain.subarray(10)]);
}

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
  ...["0", "20", "99 x", "2000 x", "600 x", "300 x", "302 without a location"].map((status) =>
    firstLine(`HTTP/1.1 ${status}`),
  ),
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
  { name: "a length and an empty one", head: lines(ok, `${sized},`), shown: false },
  { name: "a length and a word", head: lines(ok, `${sized}, big`), shown: false },
  { name: "a length that is too large", head: lines(ok, `Content-Length: ${length + 10}`), shown: false },
  {
    name: "two dispositions",
    head: lines(ok, sized, "Content-Disposition: a", "Content-Disposition: b"),
    shown: false,
  },
  lengths("the same disposition twice", sized, "Content-Disposition: a", "Content-Disposition: a"),
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
  chunked("a chunk with a space before its size", ` ${size}\r\nPNG\r\n0\r\n\r\n`, false),
  chunked("chunks with trailers", `${size}\r\nPNG\r\n0\r\nX-A: b\r\n\r\n`),
  gzipped("gzip with a wrong checksum", Buffer.concat([gzipSync(png).subarray(0, -8), Buffer.alloc(8, 1)])),
  gzipped("gzip with a rest", Buffer.concat([gzipSync(png), Buffer.from("rest")])),
  gzipped("gzip without its checksum", gzipSync(png).subarray(0, -8)),
  gzipped("gzip with a name", gzipWithName(png)),
  {
    name: "twelve times 100 Continue",
    head: `HTTP/1.1 100 Continue\r\n\r\n`.repeat(12) + lines(ok, sized),
    shown: true,
  },
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

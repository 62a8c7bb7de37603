/** What stands between the messages of an editor. */
import { spawn, spawnSync } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { BrokenFrame, frameCheck } from "../../src/lsp/frames.js";
import { packageRoot } from "../../src/platform/package-root.js";

const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "shutdown", params: "渡口" });
const length = Buffer.byteLength(body);
const frame = `Content-Length: ${length}\r\n\r\n${body}`;

/** What passes, and the error at which it ends. */
async function passed(input: string, size = Number.POSITIVE_INFINITY) {
  const bytes = Buffer.from(input);
  const check = frameCheck();
  const chunks: Buffer[] = [];
  check.on("data", (chunk: Buffer) => chunks.push(chunk));
  const error = await new Promise<Error | undefined>((resolve) => {
    check.on("error", resolve);
    check.on("end", () => resolve(undefined));
    for (let at = 0; at < bytes.length; at += size) check.write(bytes.subarray(at, at + size), () => {});
    check.end();
  });
  return { text: Buffer.concat(chunks).toString(), error };
}

describe("messages pass as they are", () => {
  const type = "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n";
  it.each([
    ["one", frame],
    ["several in a row", frame.repeat(3)],
    ["an empty one", `Content-Length: 0\r\n\r\n${frame}`],
    ["with a header in lower case", `content-length:${length}\r\n\r\n${body}`],
    ["with another header", `${type}Content-Length: ${length}\r\n\r\n${body}${frame}`],
  ])("%s", async (_, input) => {
    for (const size of [1, 7, 64, Number.POSITIVE_INFINITY])
      expect(await passed(input, size), `in parts of ${size} bytes`).toEqual({ text: input, error: undefined });
  });
});

describe("no message can follow, so that the server does not wait for one", () => {
  it.each([
    ["behind a length that is too small", frame.replace(String(length), String(length - 10)) + frame],
    ["behind a length that is too large", frame.replace(String(length), String(length + 10)) + frame],
    ["where the length is negative", `Content-Length: -5\r\n\r\n${body}`],
    ["where the length is no number", `Content-Length: 0x2b\r\n\r\n${body}`],
    ["where the length is longer than a message may be", `Content-Length: 100000001\r\n\r\n${body}`],
    ["where two lengths are stated", `Content-Length: 3\r\nContent-Length: ${length}\r\n\r\n${body}`],
    ["where the length is missing", `Content-Type: x\r\n\r\n${body}`],
    ["in a line without a colon", `Content-Length ${length}\r\n\r\n${body}`],
    ["where lines end with LF alone", `Content-Length: ${length}\n\n${body}`],
    ["in a message without a header", `${body}\n`],
    ["in an endless header", "X: y\r\n".repeat(1000)],
    ["in an endless line", "x".repeat(5000)],
  ])("%s", async (_, input) => {
    for (const size of [1, 64, Number.POSITIVE_INFINITY])
      expect((await passed(input, size)).error, `in parts of ${size} bytes`).toBeInstanceOf(BrokenFrame);
  });

  it("which it says when it ends, with exit code 2", () => {
    const stet = path.join(packageRoot(), "bin/stet.js");
    const { status, stdout, stderr } = spawnSync(process.execPath, [stet, "lsp", "--offline"], {
      input: `Content-Length: ten\r\n\r\n${body}`,
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C" },
    });
    expect([status, stdout, stderr]).toEqual([
      2,
      "",
      'stet lsp: Expected a message of an editor, which begins with "Content-Length: …", but got "Content-Length: ten".\n',
    ]);
  });
});

it("a message that is no JSON gets an answer, as the protocol asks", async () => {
  const stet = path.join(packageRoot(), "bin/stet.js");
  const child = spawn(process.execPath, [stet, "lsp", "--offline"], { env: { ...process.env, LC_ALL: "C" } });
  child.stdin.write('Content-Length: 5\r\n\r\n{"a":');
  let said = "";
  for await (const part of child.stdout) {
    said += part;
    if (said.endsWith("}}")) break;
  }
  child.stdin.end();
  expect(JSON.parse(said.slice(said.indexOf("{")))).toEqual({
    jsonrpc: "2.0",
    id: null,
    error: { code: -32700, message: expect.stringContaining("JSON") },
  });
});

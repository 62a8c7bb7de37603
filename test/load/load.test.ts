import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decode, LoadError, load } from "../../src/load/index.js";

const bytes = (...values: (number | string)[]): Uint8Array =>
  Buffer.concat(values.map((value) => (typeof value === "number" ? Buffer.from([value]) : Buffer.from(value, "utf8"))));

/** 「今天天气很好」 in GBK. */
const gbk = [0xbd, 0xf1, 0xcc, 0xec, 0xcc, 0xec, 0xc6, 0xf8, 0xba, 0xdc, 0xba, 0xc3];

describe("decode", () => {
  test.each([
    ["nothing", ""],
    ["ASCII", "title: a\r\n"],
    ["Chinese and astral characters", "晨雾😀𠮷"],
    ["a byte order mark, which stays in the text", "\ufeff---\n"],
    ["a replacement character that is written as such", "\ufffd"],
  ])("reads %s", (_name, text) => {
    expect(decode(Buffer.from(text, "utf8"))).toEqual({ text, encodingProblem: undefined });
  });

  const cases: [name: string, input: Uint8Array, kind: string, found: string, start: number][] = [
    ["GBK", bytes("甲: ", ...gbk, "\n"), "invalid-utf-8", "bytes BD F1 CC EC (GBK?)", 3],
    ["GB18030's four bytes", bytes(...gbk, 0x81, 0x30, 0x81, 0x30), "invalid-utf-8", "bytes BD F1 CC EC (GB18030?)", 0],
    ["Windows-1252", bytes(0x93, "oh", 0x94, " caf", 0xe9), "invalid-utf-8", "bytes 93 6F 68 94 (Windows-1252?)", 0],
    ["Latin-1", bytes("caf", 0xe9, " cr", 0xe8, "me"), "invalid-utf-8", "bytes E9 20 63 72 (Latin-1?)", 3],
    ["one broken spot in a UTF-8 text", bytes("😀今天天气很好", 0xff, "今天"), "invalid-utf-8", "bytes FF E4 BB 8A", 8],
    [
      "one behind the first and the last characters of each length",
      bytes("\u007f\u0080\u00bf\u07ff\u0800\ud7ff\ue000\uffff\u{10000}\u{10ffff}", 0xff),
      "invalid-utf-8",
      "byte FF",
      12,
    ],
    ["a sequence that is cut off at the end", bytes("ab", 0xe4, 0xbb), "invalid-utf-8", "bytes E4 BB", 2],
    ["an overlong sequence", bytes("晨雾晨", 0xc0, 0xaf), "invalid-utf-8", "bytes C0 AF", 3],
    ["half of a surrogate pair", bytes("晨雾晨雾", 0xed, 0xa0, 0x80), "invalid-utf-8", "bytes ED A0 80", 4],
    [
      "what is beyond Unicode",
      bytes("晨雾晨雾晨雾晨雾", 0xf4, 0x90, 0x80, 0x80),
      "invalid-utf-8",
      "bytes F4 90 80 80",
      8,
    ],
    ["a lone last byte", bytes("ab", 0xff), "invalid-utf-8", "byte FF", 2],
    ["a NUL", bytes("ab", 0, "c"), "nul", "a NUL character", 2],
    ["UTF-16 with a mark, little-endian", bytes(0xff, 0xfe, 0x4b, 0x6d), "utf-16le", "UTF-16 (little-endian)", 0],
    ["UTF-16 with a mark, big-endian", bytes(0xfe, 0xff, 0x6d, 0x4b), "utf-16be", "UTF-16 (big-endian)", 0],
    [
      "UTF-16 without a mark, little-endian",
      Buffer.from("---\ntitle: 晨雾\n---\n", "utf16le"),
      "utf-16le",
      "UTF-16 (little-endian)",
      0,
    ],
    [
      "UTF-16 without a mark, big-endian",
      Buffer.from("---\ntitle: 晨雾\n---\n", "utf16le").swap16(),
      "utf-16be",
      "UTF-16 (big-endian)",
      0,
    ],
    [
      "UTF-32 with a mark, little-endian",
      bytes(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0),
      "utf-32",
      "UTF-32 (little-endian)",
      0,
    ],
    ["UTF-32 with a mark, big-endian", bytes(0, 0, 0xfe, 0xff, 0, 0, 0, 0x61), "utf-32", "UTF-32 (big-endian)", 0],
    [
      "UTF-32 without a mark",
      bytes(...[..."title"].flatMap((char) => [char, 0, 0, 0])),
      "utf-32",
      "UTF-32 (little-endian)",
      0,
    ],
  ];
  test.each(cases)("knows %s", (_name, input, kind, found, start) => {
    const { text, encodingProblem } = decode(input);
    expect(encodingProblem).toMatchObject({ kind, found, range: { start } });
    expect(encodingProblem?.range.end).toBeLessThanOrEqual(Math.max(text.length, 0));
  });

  test("shows UTF-16 as the text that was meant", () => {
    expect(decode(Buffer.from("\ufeff晨雾", "utf16le")).text).toBe("晨雾");
    expect(decode(Buffer.from("\ufeff晨雾", "utf16le").swap16()).text).toBe("晨雾");
  });
});

describe("load", () => {
  let folder: string;
  const at = (...names: string[]) => path.join(folder, ...names);
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "load-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("gives text, size, mode and hash of a file", async () => {
    const file = at("''75后''.md");
    await writeFile(file, "\n---\ntitle: 晨雾\n---\n");
    await chmod(file, 0o640);
    expect(await load({ path: file })).toEqual({
      path: file,
      text: "\n---\ntitle: 晨雾\n---\n",
      encodingProblem: undefined,
      hash: createHash("sha256").update("\n---\ntitle: 晨雾\n---\n").digest("hex"),
      size: 23,
      mtimeMs: (await stat(file)).mtimeMs,
      mode: 0o640,
    });
  });

  test("reads an empty file", async () => {
    await writeFile(at("empty.md"), "");
    expect(await load({ path: at("empty.md") })).toMatchObject({ text: "", size: 0, encodingProblem: undefined });
  });

  test("follows a symbolic link", async () => {
    await writeFile(at("real.md"), "甲");
    await symlink("real.md", at("link.md"));
    expect(await load({ path: at("link.md") })).toMatchObject({ path: at("link.md"), text: "甲" });
  });

  test("tells of an encoding, and gives the file's own hash", async () => {
    await writeFile(at("gbk.md"), bytes(...gbk));
    expect(await load({ path: at("gbk.md") })).toMatchObject({
      size: 12,
      encodingProblem: { kind: "invalid-utf-8" },
      hash: createHash("sha256")
        .update(bytes(...gbk))
        .digest("hex"),
    });
  });

  test("does not read what is too large", async () => {
    await writeFile(at("large.md"), "x".repeat(1001));
    expect(await load({ path: at("large.md") }, 1000)).toMatchObject({
      text: "",
      size: 1001,
      encodingProblem: { kind: "too-large", found: "1001 bytes (limit: 1000)" },
    });
    expect((await load({ path: at("large.md") }, 1001)).text).toHaveLength(1001);
  });

  test("refuses what is no file, and says what it is", async () => {
    await mkdir(at("folder.md"));
    await expect(load({ path: at("folder.md") })).rejects.toThrow(
      new LoadError(`${at("folder.md")}: is a folder, not a file`),
    );
    await expect(load({ path: at("none.md") })).rejects.toThrow(new LoadError(`${at("none.md")}: file not found`));
    await expect(load({ path: at("real.md", "x") })).rejects.toThrow("a part of the path is not a folder");
    await symlink("loop.md", at("loop.md"));
    await expect(load({ path: at("loop.md") })).rejects.toThrow("too many symbolic links");
  });

  test.skipIf(process.platform === "win32")("refuses a device", async () => {
    await expect(load({ path: "/dev/zero" })).rejects.toThrow("/dev/zero: is a device, not a file");
  });

  test.skipIf(process.platform === "win32")("does not wait for the writer of a pipe", async () => {
    await promisify(execFile)("mkfifo", [at("pipe.md")]);
    await expect(load({ path: at("pipe.md") })).rejects.toThrow("is a named pipe, not a file");
  });

  test.skipIf(process.platform === "win32")("refuses a socket", async () => {
    const server = createServer();
    await new Promise<void>((ready) => server.listen(at("socket.md"), ready));
    await expect(load({ path: at("socket.md") })).rejects.toThrow("is a socket, not a file");
    await new Promise((closed) => server.close(closed));
  });
});

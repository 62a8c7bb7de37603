import { describe, expect, it } from "vitest";
import required from "../../../rules/front-matter/required.js";
import encoding from "../../../rules/source/encoding.js";
import type { FilePlan } from "../../../src/config/types.js";
import { decode } from "../../../src/load/index.js";
import type { AnyRule } from "../../../src/rule.js";
import { lintText } from "../../../src/run/lint-text.js";

/** What the rules say of a file of these bytes, with line and column. */
async function said(bytes: Uint8Array, rules: readonly AnyRule[] = [encoding]): Promise<string[]> {
  const plan: FilePlan = {
    rules: rules.map((rule) => ({ rule, severity: "error", options: { except: [], keys: [] } })),
    schema: undefined,
    lazyAttributes: [],
    imagesRoot: undefined,
  };
  const { violations, errors } = await lintText({ path: "a.md", ...decode(bytes) }, plan, async () => {
    throw new Error("nobody asks for pictures");
  });
  expect(errors).toEqual([]);
  return violations.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");
/** 杭州今天下雨 in GBK. */
const gbk = latin1("\xba\xbc\xd6\xdd\xbd\xf1\xcc\xec\xcf\xc2\xd3\xea");

describe("source/encoding", () => {
  it("accepts UTF-8, with and without a byte order mark, and an empty file", async () => {
    expect(await said(Buffer.from("---\ntitle: 甲\n---\n𝄞\n"))).toEqual([]);
    expect(await said(Buffer.from("\ufeff---\ntitle: 甲\n---\n"))).toEqual([]);
    expect(await said(Buffer.alloc(0))).toEqual([]);
  });

  it("says which bytes are wrong, where, and what the file seems to be", async () => {
    expect(await said(Buffer.concat([latin1("---\ntitle: "), gbk, latin1("\n---\n")]))).toEqual([
      '2:8 File is probably GBK, not UTF-8 (bytes BA BC D6 DD). Convert it, for example with "iconv -f GBK -t UTF-8 a.md > a.utf8.md".',
    ]);
    expect(await said(latin1("Un caf\xe9 \xe0 Hangzhou\n"))).toEqual([
      '1:7 File is probably Latin-1, not UTF-8 (bytes E9 20 E0 20). Convert it, for example with "iconv -f LATIN1 -t UTF-8 a.md > a.utf8.md".',
    ]);
  });

  it("does not guess where UTF-8 is broken in one place only", async () => {
    const broken = Buffer.concat([Buffer.from("杭州今天下雨\n"), latin1("\xe6\x9d")]);
    expect(await said(broken)).toEqual([
      "2:1 File is not valid UTF-8: bytes E6 9D cannot be decoded. Correct the text here, or convert the file to UTF-8.",
    ]);
  });

  it("names the byte order of UTF-16 and UTF-32", async () => {
    expect(await said(Buffer.from("\ufefftitle", "utf16le"))).toEqual([
      '1:1 File is UTF-16 (little-endian), not UTF-8. Convert it, for example with "iconv -f UTF-16LE -t UTF-8 a.md > a.utf8.md".',
    ]);
    expect(await said(Buffer.from("\ufefftitle", "utf16le").swap16())).toEqual([
      '1:1 File is UTF-16 (big-endian), not UTF-8. Convert it, for example with "iconv -f UTF-16BE -t UTF-8 a.md > a.utf8.md".',
    ]);
    expect(await said(latin1("\x00\x00\xfe\xff\x00\x00\x00a"))).toEqual([
      '1:1 File is UTF-32 (big-endian), not UTF-8. Convert it, for example with "iconv -f UTF-32BE -t UTF-8 a.md > a.utf8.md".',
    ]);
  });

  it("points at a NUL character", async () => {
    expect(await said(Buffer.from("一\n二\0三\n"))).toEqual([
      "2:2 Text contains a NUL character, where some programs stop reading. Remove the character.",
    ]);
  });

  it("is the only rule that speaks of such a file", async () => {
    expect(await said(gbk, [encoding, required])).toHaveLength(1);
  });
});

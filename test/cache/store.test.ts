import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { crc32 } from "node:zlib";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";
import { StoreReader, StoreWriter } from "../../src/run/cache/store.js";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "stet-store-"));
  file = path.join(folder, "results", "a.stet");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const texts = new Map(Array.from({ length: 300 }, (_, at) => [`第${at}篇.md`, `正文${at} `.repeat((at * 37) % 900)]));

function write(all: ReadonlyMap<string, string>, head = "here"): void {
  const writer = new StoreWriter<number>(file);
  for (const [name, text] of all) writer.add(name, text.length, Buffer.from(text));
  writer.finish(head);
}

function readAll(head = "here"): Map<string, string | undefined> {
  const reader = StoreReader.open<number>(file, head);
  const all = new Map([...reader.entries].map(([name, entry]) => [name, reader.read(entry)?.toString()]));
  reader.close();
  return all;
}

describe("what is kept", () => {
  it("is read as it was written, in any order", () => {
    write(texts);
    expect(readAll()).toEqual(texts);
    const reader = StoreReader.open<number>(file, "here");
    for (const [name, entry] of [...reader.entries].reverse()) {
      expect(entry.about).toBe(texts.get(name)?.length);
      expect(reader.read(entry)?.toString()).toBe(texts.get(name));
    }
    reader.close();
  });

  it("is whole unless a text is damaged", () => {
    const isWhole = () => {
      const reader = StoreReader.open<number>(file, "here");
      const whole = reader.isWhole();
      if (whole)
        expect(new Map([...reader.entries].map(([name, entry]) => [name, reader.read(entry)?.toString()]))).toEqual(
          texts,
        );
      reader.close();
      return whole;
    };
    write(texts);
    expect(isWhole()).toBe(true);
    const bytes = readFileSync(file);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect(isWhole()).toBe(false);
  });

  it("is nothing where there is no file, none of ours, or one of another folder", () => {
    expect(readAll().size).toBe(0);
    write(texts);
    expect(readAll("elsewhere").size).toBe(0);
    writeFileSync(file, "what somebody else keeps here, which is long enough to hold a footer");
    expect(readAll().size).toBe(0);
  });

  it("is nothing in a file of another version, and in one that is shorter than its last part", () => {
    write(texts);
    const whole = readFileSync(file);
    const other = Buffer.from(whole);
    // The magic, two numbers of six bytes and a checksum of four end the file.
    const footer = 8 + 6 + 6 + 4;
    expect(other.toString("latin1", other.length - footer, other.length - footer + 7)).toBe("stetres");
    other.write("0", other.length - footer + 7, "latin1");
    writeFileSync(file, other);
    expect(readAll().size).toBe(0);
    for (const length of [0, 1, footer - 1, footer]) {
      writeFileSync(file, whole.subarray(whole.length - length));
      expect(readAll().size, String(length)).toBe(0);
    }
  });

  it("is never another text, wherever the file is damaged", () => {
    write(texts);
    const whole = readFileSync(file);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, flip, cut) => {
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        writeFileSync(file, damaged);
        if (cut) truncateSync(file, at);
        for (const [name, text] of readAll()) if (text !== undefined) expect(text).toBe(texts.get(name));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["before the file", -5, 5],
    ["behind the texts", 8, 1e15],
    ["of a length that no buffer has", 0, 4e9],
    ["between two bytes", 1.5, 2.5],
    ["of no number", null, null],
  ])("is nothing where an index is whole, but names a text %s", (_, at, length) => {
    const body = Buffer.from("hello");
    const index = Buffer.from(JSON.stringify(["here", [["a.md", 5, at, length, 0]]]));
    const footer = Buffer.alloc(24);
    footer.write("stetres1", "latin1");
    footer.writeUIntBE(body.length, 8, 6);
    footer.writeUIntBE(index.length, 14, 6);
    footer.writeUInt32BE(crc32(index), 20);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, Buffer.concat([body, index, footer]));
    expect(readAll()).toEqual(new Map());
  });

  it("is the old or the new, whenever the writer is killed, and what it left is swept away", async () => {
    write(new Map([["a.md", "alt"]]));
    const program = `
      const { StoreWriter } = await import(${JSON.stringify(path.join(packageRoot(), "dist/src/run/cache/store.js"))});
      for (let round = 0; ; round++) {
        const writer = new StoreWriter(${JSON.stringify(file)});
        for (let at = 0; at < 400; at++) writer.add(at + ".md", 0, Buffer.from(("neu" + at).repeat(2000)));
        writer.finish("here");
        if (round === 0) console.log("begun");
      }`;
    for (let kill = 0; kill < 20; kill++) {
      const child = spawn(process.execPath, ["--input-type=module", "-e", program]);
      await new Promise((resolve) => child.stdout.once("data", resolve));
      // It writes without a pause: whenever it is, it is in the midst of it.
      for (let turn = 0; turn < kill; turn++) await new Promise(setImmediate);
      child.kill("SIGKILL");
      await new Promise((resolve) => child.once("close", resolve));
      const found = readAll();
      expect(found.size).toBe(400);
      for (const [name, text] of found) expect(text).toBe(`neu${name.slice(0, -3)}`.repeat(2000));
    }
    const left = () => readdirSync(path.dirname(file)).filter((name) => name.endsWith(".tmp"));
    // Whoever was writing is gone: the next writer need not wait for a day to pass.
    write(texts);
    expect(left()).toEqual([]);
  });
});

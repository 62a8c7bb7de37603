/** The data of a template that addresses depend on: https://www.11ty.dev/docs/data-cascade/ */
import { isRecord } from "../../platform/is-record.js";
import { readCode } from "../javascript.js";
import type { Settings } from "../types.js";
import { unreadAt } from "../unread.js";
import { folderOf, nameOf, withoutExtension } from "./shared.js";
import type { SiteFiles } from "./types.js";

/** A value that a program computes. */
const computed = Symbol("computed");

/** Keys that decide about the address of a page, and whether there is one. */
const deciding = ["permalink", "pagination", "draft", "eleventyComputed"];

/** What front matter in JavaScript says; `undefined` if it is none, or cannot be parsed. */
export async function codeData(text: string): Promise<Settings | undefined> {
  const [, code] = /^\uFEFF?---[ \t]*(?:js|javascript)[ \t]*\r?\n([\s\S]*?)(?:^|\n)---/i.exec(text) ?? [];
  const data = code === undefined ? undefined : await readCode(code);
  if (!data) return undefined;
  const unread = deciding.filter((key) => unreadAt(data, key));
  return { ...data, ...Object.fromEntries(unread.map((key) => [key, computed])) };
}

/** @param input the folder of templates: empty, or with a slash at the end. */
export function dataCascade(input: string, files: SiteFiles): (file: string, front: Settings) => Promise<Settings> {
  const known = new Map<string, Promise<Settings>>();
  const read = (stem: string): Promise<Settings> => {
    const data = known.get(stem) ?? readData(stem, files);
    known.set(stem, data);
    return data;
  };
  return async (file, front) => {
    const stems: string[] = [];
    for (
      let folder = folderOf(file);
      folder.length >= input.length && folder !== "";
      folder = folderOf(folder.slice(0, -1))
    )
      stems.unshift(`${folder}${nameOf(folder.slice(0, -1))}`);
    const own = withoutExtension(file);
    if (!stems.includes(own)) stems.push(own);
    const all = await Promise.all(stems.map(read));
    return Object.assign({}, ...all, front);
  };
}

async function readData(stem: string, files: SiteFiles): Promise<Settings> {
  const found: Record<string, unknown> = {};
  for (const ending of [".json", ".11tydata.json", ".11tydata.mjs", ".11tydata.cjs", ".11tydata.js"]) {
    const file = stem + ending;
    if (!files.exists(file)) continue;
    const data = await files.data(file);
    const text = ending.endsWith("js") ? (files.text(file) ?? "") : "";
    if (isRecord(data)) Object.assign(found, data);
    // Of JavaScript, the text says more.
    if (ending.endsWith("json") && unreadAt(data, "permalink")) found.permalink = computed;
    for (const key of ["permalink", "eleventyComputed"])
      if (text.includes(key) && !(isRecord(data) && typeof data[key] === "string")) found[key] = computed;
  }
  return found;
}

/** The files of a site on disk. Everything is read when it is asked for, and of an article only the front matter. */
import path from "node:path";
import { findLead } from "../article/front-matter/fence.js";
import { readFrontMatter } from "../article/front-matter/index.js";
import { writtenBlock, writtenDate } from "../article/front-matter/written.js";
import type { FrontMatter, WrittenDate } from "../article/types.js";
import { type GeneratorPlan, readDataFile } from "../generators/index.js";
import type { FrontMatterData, SiteFiles } from "../generators/routes/types.js";
import { mostDataBytes, readStart } from "../platform/disk.js";
import { readdirSync, realpathSync, statusOf } from "../platform/observed-fs.js";
import { noteUnseen } from "../platform/observer.js";
import { isWithin, neverWalked } from "../platform/tree.js";
import type { FrontMatterMemory } from "./front-matter-memory.js";

/** Bytes of an article that are read first. Nearly all front matter is shorter, and decoding more takes time. */
const startBytes = 2 * 1024;

export interface SiteFilesOptions {
  /** The real path of the folder that files must be in; `undefined`: anywhere. */
  readonly within?: string | undefined;
  /** By absolute path: texts that are not on disk yet, as in an editor. */
  readonly texts?: ReadonlyMap<string, string>;
  /** Not with `within`: what was read before may have been anywhere. */
  readonly memory?: FrontMatterMemory | undefined;
}

/** @param root absolute. */
export function openSiteFiles(
  root: string,
  plan: GeneratorPlan,
  { within, texts = new Map(), memory }: SiteFilesOptions = {},
): SiteFiles {
  const absolute = (file: string): string => path.join(root, file);
  // Links and settings such as `source_dir: ../..` may lead out of the tree, of which nothing may be known then.
  const isInside = (file: string): boolean => {
    if (within === undefined) return true;
    try {
      return isWithin(realpathSync(absolute(file)), within);
    } catch {
      return false;
    }
  };
  /** The front matter at the start of a file; `undefined` if it has none or cannot be read. */
  const blockOf = (file: string): Block | undefined => {
    const target = absolute(file);
    const own = texts.get(target);
    if (own !== undefined) return frontMatterOf(file, own, plan);
    try {
      const { text, isWhole } = readStart(target, startBytes, within, endOfBlock);
      const block = frontMatterOf(file, text, plan);
      return isWhole || block?.isClosed
        ? block
        : frontMatterOf(file, readStart(target, mostDataBytes, within).text, plan);
    } catch {
      return undefined;
    }
  };
  /** With the whole front matter in it. */
  const startOf = (file: string): string | undefined => {
    const own = texts.get(absolute(file));
    if (own !== undefined) return own;
    try {
      const { text, isWhole } = readStart(absolute(file), startBytes, within);
      return isWhole || frontMatterOf(file, text, plan)?.isClosed
        ? text
        : readStart(absolute(file), mostDataBytes, within).text;
    } catch {
      return undefined;
    }
  };
  return {
    below: (folder) => (isInside(folder) ? filesBelow(root, folder).filter(isInside) : []),
    exists: (file) => isInside(file) && isFile(absolute(file)),
    frontMatter(file) {
      const read = () => blockOf(file)?.read();
      const seen = memory && !texts.has(absolute(file)) ? statusOf(absolute(file)) : undefined;
      return memory && seen ? memory.recall(file, seen, read) : read();
    },
    start: startOf,
    text(file) {
      try {
        return texts.get(absolute(file)) ?? readStart(absolute(file), mostDataBytes, within).text;
      } catch {
        return undefined;
      }
    },
    modified(file) {
      const found = isInside(file) ? statusOf(absolute(file)) : undefined;
      if (!found) noteUnseen();
      return found?.mtimeMs ?? Date.now();
    },
    data: (file) => readDataFile(absolute(file), within),
  };
}

function filesBelow(root: string, folder: string): string[] {
  const files: string[] = [];
  const walk = (at: string): void => {
    let entries: ReturnType<typeof entriesOf>;
    try {
      entries = entriesOf(path.join(root, at));
    } catch {
      return; // what cannot be read has no articles
    }
    for (const entry of entries) {
      const name = at === "" ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!neverWalked.has(entry.name)) walk(name);
      } else if (entry.isFile() || (entry.isSymbolicLink() && isFile(path.join(root, name)))) files.push(name);
    }
  };
  walk(folder === "." ? "" : folder);
  return files.sort();
}

const entriesOf = (folder: string) => readdirSync(folder);

const isFile = (file: string): boolean => statusOf(file)?.isFile() ?? false;

const closings: ReadonlyMap<string, Buffer> = new Map(["---", "+++"].map((mark) => [mark, Buffer.from(`\n${mark}`)]));

/**
 * The bytes up to the end of the line that seems to close the front matter; all if there is no such line. The values of
 * thousands of articles are in memory, and each keeps the text that it is a part of.
 */
function endOfBlock(start: Buffer): number {
  let open = start[0] === 0xef ? 3 : 0;
  while (open < start.length && (start[open] as number) <= 0x20) open++;
  const closing = closings.get(start.toString("latin1", open, open + 3));
  const close = closing ? start.indexOf(closing, open + 3) : -1;
  const end = close === -1 ? -1 : start.indexOf(0x0a, close + 1);
  return end === -1 ? start.length : end + 1;
}

interface Block {
  readonly isClosed: boolean;
  /** A date as the generator gets it; `undefined` without data. */
  written(key: string): WrittenDate | undefined;
  read(): FrontMatterData | undefined;
}

function frontMatterOf(file: string, text: string, plan: GeneratorPlan): Block | undefined {
  const lead = findLead(text);
  const found = readFrontMatter(text, lead.end, plan.yaml ?? "1.2", plan.reader);
  if (!found) return undefined;
  const { frontMatter } = found;
  return {
    // The last line may be cut.
    isClosed: frontMatter.close !== undefined && frontMatter.close.end < text.length,
    written: (key) => frontMatter.data && dateOf(frontMatter, frontMatter.data, key),
    read() {
      if (plan.reads(text.slice(lead.start, lead.end)) === false) return undefined;
      // Without its end, a block is text for these; the others fail, or read the whole file.
      if (!frontMatter.close && (plan.id === "hexo" || plan.id === "jekyll")) return undefined;
      const block = writtenBlock({ path: file, text, lead, frontMatter });
      const unread = block && plan.reader?.unreadFence(block);
      if (unread && unread.effect !== "fails") return undefined;
      const { problems } = frontMatter;
      // In others, a key that is there twice is an error.
      const repeated = plan.reader?.repeatedKeys === "last" ? problems.flatMap(({ repeats }) => repeats ?? []) : [];
      const failed =
        unread !== undefined ||
        frontMatter.data === undefined ||
        problems.filter(({ code }) => code !== "second-block").length > repeated.length;
      const own = frontMatter.data ?? {};
      const data =
        repeated.length === 0 ? own : { ...own, ...Object.fromEntries(repeated.map(({ key, value }) => [key, value])) };
      const written = new Map<string, WrittenDate>();
      for (const key of Object.keys(data)) {
        const date = dateKey.test(key) ? writtenDate(frontMatter, [key]) : undefined;
        if (date) written.set(key, date);
      }
      return leanData(data, failed, written, { file, text, plan });
    },
  };
}

/** Keys of front matter that often have a date. */
const dateKey = /date|publish|expir/i;

const dateOf = (frontMatter: FrontMatter, data: FrontMatterData["data"], key: string): WrittenDate =>
  writtenDate(frontMatter, [key]) ?? { text: JSON.stringify(data[key]), plain: false, language: "yaml" };

/** Without the locations of the entries, because a site may have thousands of articles. For other dates, the text is read again. */
function leanData(
  data: FrontMatterData["data"],
  failed: boolean,
  written: ReadonlyMap<string, WrittenDate>,
  again: { readonly file: string; readonly text: string; readonly plan: GeneratorPlan },
): FrontMatterData {
  const { reader } = again.plan;
  return {
    data,
    failed,
    date(key) {
      if (!reader || !Object.hasOwn(data, key)) return undefined;
      const date = written.get(key) ?? frontMatterOf(again.file, again.text, again.plan)?.written(key);
      const reading = date && reader.date(date);
      if (reading?.kind === "fails") return "fails";
      return reading?.kind === "read" ? [reading.machines[0], reading.machines[1]] : undefined;
    },
  };
}

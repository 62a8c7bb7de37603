/** The files of a site on disk. Everything is read when it is asked for, and of an article only the front matter. */
import path from "node:path";
import { writtenBlock, writtenDate } from "../article/front-matter/written.js";
import { parseArticle } from "../article/index.js";
import { type GeneratorPlan, readSettingsFile } from "../generators/index.js";
import type { FrontMatterData, SiteFiles } from "../generators/routes/types.js";
import { mostDataBytes, readStart } from "../platform/disk.js";
import { readdirSync, realpathSync, statSync } from "../platform/observed-fs.js";
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
  /** With the block in it, which is parsed once. */
  const startOf = (file: string): { readonly text: string; readonly block: () => Block | undefined } | undefined => {
    const whole = (text: string) => ({ text, block: () => frontMatterOf(file, text, plan) });
    const own = texts.get(absolute(file));
    if (own !== undefined) return whole(own);
    try {
      const { text, isWhole } = readStart(absolute(file), startBytes, within);
      if (isWhole) return whole(text);
      const block = frontMatterOf(file, text, plan);
      return block?.isClosed
        ? { text, block: () => block }
        : whole(readStart(absolute(file), mostDataBytes, within).text);
    } catch {
      return undefined;
    }
  };
  return {
    below: (folder) => (isInside(folder) ? filesBelow(root, folder).filter(isInside) : []),
    exists: (file) => isInside(file) && isFile(absolute(file)),
    frontMatter(file) {
      const read = () => startOf(file)?.block()?.read();
      const seen =
        memory && !texts.has(absolute(file)) ? statSync(absolute(file), { throwIfNoEntry: false }) : undefined;
      return memory && seen ? memory.recall(file, seen, read) : read();
    },
    start: (file) => startOf(file)?.text,
    text(file) {
      try {
        return texts.get(absolute(file)) ?? readStart(absolute(file), mostDataBytes, within).text;
      } catch {
        return undefined;
      }
    },
    modified: (file) =>
      (isInside(file) ? statSync(absolute(file), { throwIfNoEntry: false })?.mtimeMs : undefined) ?? Date.now(),
    data: (file) => readSettingsFile(absolute(file), within),
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

const isFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;

interface Block {
  readonly isClosed: boolean;
  read(): FrontMatterData | undefined;
}

function frontMatterOf(file: string, text: string, plan: GeneratorPlan): Block | undefined {
  const article = parseArticle(
    { path: file, text },
    {
      bodyLanguage: "markdown",
      lazyAttributes: [],
      ...(plan.yaml && { yaml: plan.yaml }),
      generator: {
        name: plan.name,
        readsAfterBlank: true,
        reader: plan.reader,
        readsWholeElements: false,
        dialect: (data) => plan.markdown.dialect(file, data),
        unpublished: undefined,
      },
    },
  );
  const { frontMatter, lead } = article;
  if (!frontMatter) return undefined;
  return {
    // The last line may be cut.
    isClosed: frontMatter.close !== undefined && frontMatter.close.end < text.length,
    read() {
      if (plan.reads(text.slice(lead.start, lead.end)) === false) return undefined;
      // Without its end, a block is text for these; the others fail, or read the whole file.
      if (!frontMatter.close && (plan.id === "hexo" || plan.id === "jekyll")) return undefined;
      const block = writtenBlock(article);
      const unread = block && plan.reader?.unreadFence(block);
      if (unread && unread.effect !== "fails") return undefined;
      const failed =
        unread !== undefined ||
        frontMatter.data === undefined ||
        frontMatter.problems.some(({ code }) => code !== "second-block");
      return {
        data: frontMatter.data ?? {},
        failed,
        date(key) {
          if (!frontMatter.data || !Object.hasOwn(frontMatter.data, key) || !plan.reader) return undefined;
          const reading = plan.reader.date(
            writtenDate(frontMatter, [key]) ?? {
              text: JSON.stringify(frontMatter.data[key]),
              plain: false,
              language: "yaml",
            },
          );
          if (reading?.kind === "fails") return "fails";
          return reading?.kind === "read" ? [reading.machines[0], reading.machines[1]] : undefined;
        },
      };
    },
  };
}

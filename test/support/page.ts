/** Reads a rule's page (`rules/<family>/<name>.md`), whose examples are a program. */

export interface Example {
  /** `bad` or `good`, from the heading the example stands under. */
  readonly kind: "bad" | "good";
  readonly path: string;
  readonly text: string;
  readonly bytes: Uint8Array;
  /** Of an example for a site rule: its articles by path, and the paths of other files. */
  readonly articles: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  /** Texts of articles at the commit of `--since`, by path; see `SiteFiles`. `undefined`: not run with `--since`. */
  readonly before: Readonly<Record<string, string | null>> | undefined;
  /** `line:column message`, one per finding; only for bad examples. Of a site, with `path:` in front. */
  readonly findings: readonly string[];
  readonly images: Readonly<Record<string, object>>;
  readonly links: Readonly<Record<string, object>>;
  readonly options: Readonly<Record<string, unknown>>;
  /** What is taken for now; ISO 8601. */
  readonly now: string | undefined;
  /** The `_config.yml` of a Hexo site that the article is in; `undefined`: no generator. */
  readonly hexo: string | undefined;
  /** The generator of the site, from a `text generator` block. */
  readonly generator: string | undefined;
  /** The JSON Schema of the front matter; without one it is `preset:article`. */
  readonly schema: Readonly<Record<string, unknown>> | undefined;
}

interface Block {
  readonly info: string;
  readonly content: string;
}

/**
 * Under `## Bad` and `## Good` (in Chinese `## 错误示例`, `## 正确示例`), a ```` ```markdown ```` or ```` ```html ```` block is an article. Behind it may
 * stand ```` ```text ```` (its findings), ```` ```json images ```` and ```` ```json links ```` (facts by URL),
 * ```` ```json options ```` and ```` ```json schema ````.
 * Its path may stand behind the language (```` ```markdown posts/a.md ````).
 * Articles with a path that follow each other without another block are those of one site; a ```` ```text files ````
 * block lists its other files, and ```` ```json before ```` the texts of articles at the commit of `--since`.
 * A ```` ```yaml _config.yml ```` block puts the article into a Hexo site, and ```` ```text generator ```` into that of another generator.
 * An article block with `escaped` in its info string holds `\xHH` for bytes that text cannot show.
 */
export function readExamples(page: string): Example[] {
  const examples: Example[] = [];
  for (const section of page.split(/^## /m).slice(1)) {
    const kind = /^(?:Bad\b|错误示例)/.test(section)
      ? "bad"
      : /^(?:Good\b|正确示例)/.test(section)
        ? "good"
        : undefined;
    if (!kind) continue;
    const list = blocks(section);
    list.forEach((block, at) => {
      const language = /^(markdown|html)\b/.exec(block.info)?.[1];
      if (!language || (pathOf(block) && pathOf(list[at + 1]))) return;
      const following = list.slice(at + 1);
      const end = following.findIndex(({ info }) => /^(markdown|html)\b/.test(info));
      const own = end < 0 ? following : following.slice(0, end);
      const written = (name: string) => own.find(({ info }) => info === `json ${name}`)?.content;
      const json = (name: string) => JSON.parse(written(name) ?? "{}");
      const bytes = block.info.includes("escaped") ? unescapeBytes(block.content) : Buffer.from(block.content);
      examples.push({
        kind,
        path: pathOf(block) ?? (language === "html" ? "example.html" : "example.md"),
        text: bytes.toString("utf8"),
        bytes,
        articles: Object.fromEntries(siteUpTo(list, at).map((one) => [pathOf(one), one.content])),
        files: lines(own.find(({ info }) => info === "text files")),
        before: written("before") === undefined ? undefined : json("before"),
        findings: lines(own.find(({ info }) => info === "text")),
        images: json("images"),
        links: json("links"),
        options: json("options"),
        now: own.find(({ info }) => info === "text now")?.content.trim(),
        hexo: own.find(({ info }) => info === "yaml _config.yml")?.content,
        generator: own.find(({ info }) => info === "text generator")?.content.trim(),
        schema: written("schema") === undefined ? undefined : json("schema"),
      });
    });
  }
  return examples;
}

const pathOf = (block: Block | undefined) => /^(?:markdown|html) (\S+\.(?:mdx?|html))$/.exec(block?.info ?? "")?.[1];

/** The articles with a path that end at this one, without another block between them. */
function siteUpTo(list: readonly Block[], at: number): Block[] {
  let start = at + 1;
  while (pathOf(list[start - 1])) start--;
  return list.slice(start, at + 1);
}

const lines = (block: Block | undefined): string[] => (block?.content ?? "").split("\n").filter((line) => line !== "");

function blocks(section: string): Block[] {
  // The fence may be longer than three backticks where the article itself holds fences.
  return [...section.matchAll(/^(`{3,})([^\n`]*)\n([\s\S]*?)^\1[ \t]*$/gm)].map(([, , info = "", content = ""]) => ({
    info: info.trim(),
    content,
  }));
}

const unescapeBytes = (text: string): Buffer =>
  Buffer.concat(
    text
      .split(/(\\x[0-9A-F]{2})/)
      .map((part) =>
        /^\\x[0-9A-F]{2}$/.test(part) ? Buffer.from([Number.parseInt(part.slice(2), 16)]) : Buffer.from(part),
      ),
  );

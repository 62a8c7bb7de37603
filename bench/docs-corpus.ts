/**
 * Generates a documentation site in Markdown from a word list: pages in folders with front matter, headings, paragraphs
 * with emphasis and code, links to other pages and their headings, lists, tables, fences, images and a little HTML. The
 * same number and seed give the same bytes. One page in twenty has a defect, such as a dead link.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Words, words } from "./words.js";

const nouns =
  "server client request response header token cache queue worker schema template plugin module route handler session cluster volume snapshot index filter policy secret release channel stream record field table script module console".split(
    " ",
  );
const verbs =
  "starts stops reads writes merges validates renders compiles deploys retries records sorts filters splits rotates signs restores".split(
    " ",
  );
const adjectives =
  "small local remote shared stable nested optional required default custom slow fast private public empty".split(" ");
const joins = "before, after, while, unless, until, because, when, where".split(", ");
const languages = "bash ts yaml json python go html".split(" ");
const sections = "guide reference tutorial concepts recipes operations api releases".split(" ");

/** Pages of a folder. */
const folderSize = 50;

interface Page {
  /** `guide-0/cache-12.md`, from the root of the site. */
  readonly file: string;
  readonly title: string;
  readonly headings: readonly string[];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** As GitHub, MkDocs and VitePress make it of a heading of words. */
const idOf = (heading: string): string => heading.toLowerCase().replaceAll(" ", "-");

const wordsOf = (n: number, seed: number): Words => words(seed * 1_000_003 + n);

/** What other pages need to know of page `n` to link to it. */
function pageOf(n: number, seed: number): Page {
  const { pick, below } = wordsOf(n, seed);
  const folder = Math.floor(n / folderSize);
  const name = `${pick(nouns)}-${n}`;
  const headings = new Set<string>();
  for (let left = 3 + below(4); left > 0; left--)
    headings.add(`${capital(pick(verbs))} the ${pick(adjectives)} ${pick(nouns)}`);
  return {
    file: `${sections[folder % sections.length]}-${folder}/${name}.md`,
    title: `${capital(pick(adjectives))} ${pick(nouns)} ${n}`,
    headings: [...headings],
  };
}

class Writer {
  constructor(
    readonly words: Words,
    readonly page: Page,
    readonly count: number,
    readonly seed: number,
  ) {}

  /** A link to another page, half of them to one of its headings, or to another site. */
  link(): string {
    const { below, random, pick } = this.words;
    const label = `${pick(adjectives)} ${pick(nouns)}`;
    if (random() < 0.12) return `[${label}](https://docs.example.org/${pick(nouns)}/${pick(nouns)}?v=${below(9)})`;
    if (random() < 0.1) return `[${label}](#${idOf(pick(this.page.headings))})`;
    const other = pageOf(below(this.count), this.seed);
    const to = path.posix.relative(path.posix.dirname(this.page.file), other.file);
    return `[${label}](${to}${random() < 0.5 ? `#${idOf(pick(other.headings))}` : ""})`;
  }

  phrase(): string {
    const { pick, random } = this.words;
    const noun = random() < 0.12 ? `\`${pick(nouns)}.${pick(verbs)}()\`` : pick(nouns);
    const one = `the ${pick(adjectives)} ${noun} ${pick(verbs)}`;
    if (random() < 0.05) return `**${one}**`;
    return random() < 0.04 ? `_${one}_` : one;
  }

  sentence(): string {
    const { pick, random } = this.words;
    let text = `${this.phrase()} ${pick(joins)} ${this.phrase()}`;
    if (random() < 0.4) text += `, ${pick(joins)} ${this.phrase()}`;
    if (random() < 0.47) text += ` (see ${this.link()})`;
    if (random() < 0.03) text += " — it’s “safe”";
    if (random() < 0.01) text += " &amp; more";
    return `${text.startsWith("t") ? capital(text) : text}.`;
  }

  paragraph(): string {
    const sentences = Array.from({ length: 2 + this.words.below(3) }, () => this.sentence());
    // Written in lines, as editors wrap them.
    return sentences.join(this.words.random() < 0.5 ? " " : "\n");
  }

  list(): string {
    const { below, random } = this.words;
    const ordered = random() < 0.3;
    return Array.from({ length: 3 + below(4) }, (_, at) => {
      const item = `${ordered ? `${at + 1}.` : "-"} ${this.sentence()}`;
      return random() < 0.15 ? `${item}\n${ordered ? "   " : "  "}- ${this.phrase()}` : item;
    }).join("\n");
  }

  table(): string {
    const { below, pick } = this.words;
    const rows = Array.from(
      { length: 3 + below(4) },
      () => `| \`${pick(nouns)}\` | ${pick(adjectives)} | ${this.phrase()} |`,
    );
    return ["| Option | Default | Description |", "| --- | --- | --- |", ...rows].join("\n");
  }

  fence(): string {
    const { below, pick } = this.words;
    const language = pick(languages);
    const lines = Array.from({ length: 3 + below(8) }, () =>
      language === "html"
        ? `<${pick(nouns)} id="${pick(nouns)}">${pick(adjectives)}</${pick(nouns)}>`
        : `${pick(verbs)} --${pick(nouns)} "${pick(adjectives)}" # ${pick(nouns)} [${pick(verbs)}]`,
    );
    return `\`\`\`${language}\n${lines.join("\n")}\n\`\`\``;
  }

  image(): string {
    const { pick } = this.words;
    const depth = path.posix.relative(path.posix.dirname(this.page.file), "images");
    return `![${capital(pick(adjectives))} ${pick(nouns)} of the ${pick(nouns)}](${depth}/${pick(nouns)}.png)`;
  }

  html(): string {
    const { below, pick } = this.words;
    const forms = [
      () => `Press <kbd>Ctrl</kbd>+<kbd>${pick(nouns).charAt(0).toUpperCase()}</kbd> and ${this.phrase()}.`,
      () => `${this.sentence()}<br>\n${this.sentence()}`,
      () =>
        `<details>\n<summary>${capital(pick(nouns))}</summary>\n\n${this.paragraph()}\n\n${this.fence()}\n\n</details>`,
      () => `<div class="note">\n  <p>${this.sentence().replaceAll(/[`*_]|\[|\]\([^)]*\)/g, "")}</p>\n</div>`,
      () => `<!-- ${this.phrase()} -->`,
    ];
    return forms[below(forms.length)]?.() ?? "";
  }

  block(): string {
    const { random } = this.words;
    const kind = random();
    if (kind < 0.56) return this.paragraph();
    if (kind < 0.7) return this.list();
    if (kind < 0.82) return this.fence();
    if (kind < 0.88) return this.table();
    if (kind < 0.92) return this.image();
    if (kind < 0.95) return `> **Note:** ${this.sentence()}`;
    return this.html();
  }
}

const defects: readonly ((body: string, writer: Writer) => string)[] = [
  (body) => body.replace(/\]\((\.\.\/[^)#]+)-\d+\.md/, "]($1.md"),
  (body) => body.replace(/\.md#[a-z-]+/, ".md#nowhere"),
  (body, { words: { pick } }) => `${body}\n\n![](missing/${pick(nouns)}.png)`,
  (body) => `${body}\n\n<p>An <b>unclosed paragraph\n`,
  (body) => `${body}\n\nSee [the list][missing-${body.length}].`,
];

/** Page `n` of a site of `count` pages: where it is and what it contains. */
export function docsPage(n: number, count: number, seed = 1): { readonly file: string; readonly text: string } {
  const page = pageOf(n, seed);
  const source = wordsOf(n, seed + 1);
  const { random, below, pick } = source;
  const writer = new Writer(source, page, count, seed);
  const parts = [`# ${page.title}`, writer.paragraph()];
  for (const heading of page.headings) {
    parts.push(`## ${heading}`);
    for (let left = 2 + below(2); left > 0; left--) parts.push(writer.block());
  }
  let body = parts.join("\n\n");
  if (random() < 0.05) body = defects[below(defects.length)]?.(body, writer) ?? body;
  const date = new Date(Date.UTC(2021, 0, 1 + below(1500))).toISOString().slice(0, 10);
  const front = [
    `title: ${page.title}`,
    `description: "${capital(pick(verbs))} the ${pick(adjectives)} ${pick(nouns)}"`,
    `date: ${date}`,
    `tags: [${pick(nouns)}, ${pick(adjectives)}]`,
    ...(random() < 0.3 ? [`sidebar:\n  order: ${below(90)}\n  label: ${capital(pick(nouns))}`] : []),
  ];
  return { file: page.file, text: `---\n${front.join("\n")}\n---\n\n${body}\n` };
}

/** Writes a site of `count` pages with its images. Returns the size of the pages in bytes. */
export function writeDocs(folder: string, count: number, seed = 1): number {
  let bytes = 0;
  mkdirSync(path.join(folder, "images"), { recursive: true });
  for (const noun of nouns) writeFileSync(path.join(folder, "images", `${noun}.png`), pixel);
  for (let n = 0; n < count; n++) {
    const { file, text } = docsPage(n, count, seed);
    if (n % folderSize === 0) mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    const content = Buffer.from(text);
    bytes += content.length;
    writeFileSync(path.join(folder, file), content);
  }
  return bytes;
}

/** A PNG of one pixel. */
const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/**
 * The ids that the templates of a site give its pages, besides those of the articles: layouts, what they include, and what
 * articles include. What a template of a package adds is not known.
 */
import path from "node:path";
import type { FoundIds, IdParts, TemplateIds } from "../article/types.js";
import { append } from "../platform/lists.js";
import { filesIn } from "./folder-files.js";
import { settingsText } from "./settings.js";
import { type ArgumentSteps, argumentId, standardIds } from "./template-arguments.js";
import { readTemplate, type TemplateText, type TemplateUse } from "./template-text.js";

const mostTemplates = 1000;
const mostTemplateFolders = 500;
/** Characters of a template, and of all. */
const maxTemplateSize = 256 * 1024;
const maxTemplatesSize = 8 * 1024 * 1024;

/** Which templates a site has, and which of them are for a page. Paths are relative to the root of the site, with `/`. */
export interface TemplatePlaces {
  /** The settings that decide which templates a page has. */
  readonly settings?: unknown;
  readonly folders: readonly string[];
  /** How its templates are named: `/\.html$/`. */
  readonly names: RegExp;
  /**
   * The templates of the page of an article, the same list for each page that has the same; `undefined`: which they are is
   * not known.
   *
   * @param file of the article, relative to the root of the site.
   */
  layouts?(
    file: string,
    data: Readonly<Record<string, unknown>>,
    templates: readonly string[],
  ): readonly string[] | undefined;
  /**
   * The templates that a tag means; `undefined`: a program decides.
   *
   * @param of `page`: the tag is in an article.
   */
  named?(use: TemplateUse, of: "page" | "template", templates: ReadonlySet<string>): readonly string[] | undefined;
  /** Whether a template shows the content of other pages, besides what `readTemplate` knows. */
  showsMore?(template: string): boolean;
  /** Whether Markdown in what an article includes makes headings. */
  readonly includesAreMarkdown?: true;
}

export interface SiteTemplates {
  /** What the ids depend on. */
  readonly key: string;
  /** The same object for all pages with the same templates. */
  of(file: string, data: Readonly<Record<string, unknown>>): TemplateIds | undefined;
}

const nothing: FoundIds = { ids: new Set(), parts: [], ofArguments: [], variables: [], isComplete: true };
const anything: FoundIds = { ...nothing, isComplete: false };

/** @param root absolute path of the site. */
export function siteTemplates(root: string, places: TemplatePlaces): SiteTemplates | undefined {
  const most = { files: mostTemplates, folders: mostTemplateFolders };
  const { files, isWhole: hasAll } = filesIn(root, places.folders, places.names, most);
  if (files.length === 0) return undefined;
  files.sort();
  const texts = new Map<string, TemplateText>();
  let isWhole = hasAll;
  let size = 0;
  for (const file of files) {
    const text = settingsText(path.join(root, file), root);
    size += text.length;
    if (text.length > maxTemplateSize || size > maxTemplatesSize) {
      isWhole = false;
      continue;
    }
    const read = readTemplate(text);
    texts.set(file, places.showsMore?.(text) ? { ...read, mayHaveMore: true } : read);
  }
  const names = new Set(files);
  const named = (use: TemplateUse, of: "page" | "template") => places.named?.(use, of, names);
  const pages = new Map<readonly string[] | undefined, TemplateIds>();
  const included = new Map<string, FoundIds | undefined>();
  const includedBy = (tag: string, name: string): FoundIds | undefined => {
    const key = `${tag} ${name}`;
    if (!included.has(key)) {
      const templates = named({ by: "include", tag, name }, "page");
      const found = templates && templates.length > 0 ? closure(templates, texts, named, "unknown") : undefined;
      const first = templates?.flatMap((one) => texts.get(one) ?? []) ?? [];
      const makesHeadings = places.includesAreMarkdown === true && first.some(({ hasHeadings }) => hasHeadings);
      included.set(key, found && makesHeadings ? { ...found, isComplete: false } : found);
    }
    return included.get(key);
  };
  return {
    key: JSON.stringify([isWhole, [...texts], places.settings]),
    of(file, data) {
      const layouts = places.layouts?.(file, data, files);
      let found = pages.get(layouts);
      if (!found) {
        const page = layouts ? closure(layouts, texts, named) : someOf(closure(files, texts, named));
        found = { page: isWhole ? page : anything, included: includedBy };
        pages.set(layouts, found);
      }
      return found;
    },
  };
}

/** Where the template of a page is not known: without ids of which little is written, because any template may have one. */
const someOf = (found: FoundIds): FoundIds => ({
  ...found,
  parts: found.parts.filter(({ start, end }) => start.length + end.length > 1),
  variables: [],
  isComplete: true,
});

/**
 * What templates have, and all that they include.
 *
 * @param missing what a layout or include has that is not in the site, but in a package.
 */
function closure(
  first: readonly string[],
  texts: ReadonlyMap<string, TemplateText>,
  named: (use: TemplateUse, of: "template") => readonly string[] | undefined,
  missing: "ignored" | "unknown" = "ignored",
): FoundIds {
  const ids = new Set<string>();
  const parts: IdParts[] = [];
  const variables: string[] = [];
  const ofArguments = new Map<string, ArgumentSteps>();
  let isComplete = true;
  const files = [...first];
  const seen = new Set(files);
  for (const file of files) {
    const text = texts.get(file);
    if (!text) continue;
    for (const id of text.ids) ids.add(id);
    append(parts, text.parts);
    append(variables, text.variables);
    for (const steps of text.ofArguments) ofArguments.set(JSON.stringify(steps), steps);
    isComplete &&= !text.mayHaveMore;
    for (const use of text.uses) {
      const used = named(use, "template");
      if (used === undefined || (used.length === 0 && missing === "unknown")) isComplete = false;
      for (const one of used ?? []) if (!seen.has(one)) files.push(one);
      for (const one of used ?? []) seen.add(one);
    }
  }
  for (const steps of ofArguments.values()) for (const id of standardIds(steps)) ids.add(id);
  return {
    ids,
    parts,
    ofArguments: [...ofArguments.values()].map((steps) => (value: string) => argumentId(value, steps)),
    variables,
    isComplete,
  };
}

/**
 * The ids that the templates of a site give its pages, besides those of the articles: layouts, what they include, and what
 * articles include. What a template of a package adds is not known.
 */
import path from "node:path";
import type { FoundIds, IdParts, TemplateIds } from "../article/types.js";
import { append } from "../platform/lists.js";
import { filesIn } from "./folder-files.js";
import { settingsText } from "./settings.js";
import {
  distinct,
  type GivenArguments,
  idOfArgument,
  idOfValue,
  type PassedArguments,
  resolved,
  type ValueSource,
} from "./template-arguments.js";
import { noFunctions, type TemplateFunctions } from "./template-functions.js";
import { readTemplate, type TemplateText, type TemplateUse } from "./template-text.js";

const mostTemplates = 1000;
const mostTemplateFolders = 500;
/** Templates, each with other arguments, that one page has. */
const mostUses = 2000;
/** What the templates of one page give to those that they include, and make ids of, each time that a template is read. */
const mostPassed = 200_000;
/** The same for what an article includes, which may include a thousand templates. */
const mostPassedByInclude = 5000;
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
  /** The functions with which its templates change values. */
  readonly functions?: TemplateFunctions;
  /** Whether arguments that nothing gives are empty in a layout. Otherwise, the page may have them. */
  readonly layoutsHaveNoArguments?: true;
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

const anything: FoundIds = { ids: new Set(), parts: [], ofArguments: [], isComplete: false };

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
    const read = readTemplate(text, places.functions);
    texts.set(file, places.showsMore?.(text) ? { ...read, mayHaveMore: true } : read);
  }
  const names = new Set(files);
  const named = (use: TemplateUse, of: "page" | "template") => places.named?.(use, of, names);
  const closureOf = (first: readonly string[], args: GivenArguments, missing: "ignored" | "unknown"): FoundIds =>
    closure(first, args, { texts, named, missing, functions: places.functions ?? noFunctions });
  const ofLayout = givenAs(places.layoutsHaveNoArguments ? "none" : "unknown");
  const pages = new Map<readonly string[] | undefined, TemplateIds>();
  const included = new Map<string, FoundIds | undefined>();
  const includedBy = (tag: string, name: string): FoundIds | undefined => {
    const key = `${tag} ${name}`;
    if (!included.has(key)) {
      const templates = named({ by: "include", tag, name }, "page");
      const found = templates && templates.length > 0 ? closureOf(templates, givenAs("outer"), "unknown") : undefined;
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
        const page = layouts ? closureOf(layouts, ofLayout, "ignored") : someOf(closureOf(files, ofLayout, "ignored"));
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
  isComplete: true,
});

const givenAs = (others: GivenArguments["others"]): GivenArguments => ({ given: new Map(), others });

interface ClosureOptions {
  readonly texts: ReadonlyMap<string, TemplateText>;
  readonly named: (use: TemplateUse, of: "template") => readonly string[] | undefined;
  /** What a layout or include has that is not in the site, but in a package. */
  readonly missing: "ignored" | "unknown";
  readonly functions: TemplateFunctions;
}

/** What templates have, and all that they include, with what they give to it. */
function closure(
  first: readonly string[],
  args: GivenArguments,
  { texts, named, missing, functions }: ClosureOptions,
): FoundIds {
  const ids = new Set<string>();
  const parts: IdParts[] = [];
  const ofArguments = new Map<string, ValueSource>();
  let isComplete = true;
  const files: { readonly file: string; readonly args: GivenArguments }[] = [];
  const read = new Set<string>();
  const seen = new Set<string>();
  const keys = new WeakMap<GivenArguments, string>();
  const add = (file: string, args: GivenArguments): void => {
    const ofArgs = keys.get(args) ?? JSON.stringify([[...args.given], args.others]);
    keys.set(args, ofArgs);
    const key = `${file}\0${ofArgs}`;
    if (seen.has(key)) return;
    seen.add(key);
    files.push({ file, args });
  };
  let passedCount = 0;
  for (const file of first) add(file, args);
  for (const { file, args } of files) {
    const text = texts.get(file);
    if (!text) continue;
    if (!read.has(file)) {
      for (const id of text.ids) ids.add(id);
      append(parts, text.parts);
    }
    read.add(file);
    passedCount += text.ofArguments.length;
    for (const use of text.uses) passedCount += 1 + args.given.size + sizeOf(use.passed);
    if (passedCount > (missing === "unknown" ? mostPassedByInclude : mostPassed)) {
      isComplete = false;
      break;
    }
    for (const source of text.ofArguments) {
      const sources = resolved(source, args);
      isComplete &&= sources !== undefined;
      for (const one of sources ?? [])
        if (one.argument !== undefined) ofArguments.set(JSON.stringify(one), one);
        else {
          const id = idOfValue(one, functions);
          isComplete &&= id !== undefined;
          if (id) ids.add(id);
        }
    }
    isComplete &&= !text.mayHaveMore;
    for (const use of text.uses) {
      const used = named(use, "template");
      if (used === undefined || (used.length === 0 && missing === "unknown")) isComplete = false;
      const passed = passedOn(use.passed, args);
      if (files.length > mostUses) isComplete = false;
      else for (const one of used ?? []) add(one, passed);
    }
  }
  return {
    ids,
    parts,
    ofArguments: [...ofArguments.values()].map((source) => idOfArgument(source, functions)),
    isComplete,
  };
}

const sizeOf = (passed: PassedArguments | undefined): number =>
  passed === undefined || passed === "same" ? 0 : passed.given.size;

/** What a template has after another one, with its own arguments, includes it. */
function passedOn(passed: PassedArguments | undefined, args: GivenArguments): GivenArguments {
  if (passed === undefined || passed === "same") return args;
  const own = passed.more ? [...args.given].filter(([name]) => name.startsWith("$")) : [];
  const given = [...passed.given].map(([name, sources]) => [name, allResolved(sources, args)] as const);
  return { given: new Map([...own, ...given]), others: passed.others };
}

function allResolved(
  sources: readonly ValueSource[] | undefined,
  args: GivenArguments,
): readonly ValueSource[] | undefined {
  const all = sources?.map((one) => resolved(one, args));
  return all?.every((one) => one !== undefined) ? distinct(all.flat()) : undefined;
}

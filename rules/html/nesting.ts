import {
  type Article,
  anyOf,
  categories,
  defineRule,
  type Element,
  type Fix,
  interactive,
  type Node,
  nameRange,
  standardElements,
  type TagProblem,
  t,
} from "../../src/rule.js";

export default defineRule({
  name: "html/nesting",
  summary: "Elements stand where HTML leaves them",
  severity: "error",
  fixable: "unsafe",
  options: {
    standard: {
      type: "boolean",
      default: false,
      description: "also what browsers leave where it is and the standard does not allow, such as `<div>` in `<span>`",
    },
  },
  presets: { strict: ["error", { standard: true }], "rss-archive": "warning" },
  messages: {
    ended: (d: { tag: string; inner: string }) =>
      d.tag === "p"
        ? t(
            "html/nesting.ended.cannotStand",
            "<{inner}> cannot stand in <p>, browsers end <p> before it and make another, empty paragraph of </p>: close <p> first, or use other elements",
            { inner: d.inner },
          )
        : t(
            "html/nesting.ended.cannotStandBrowsers",
            "<{inner}> cannot stand in <{tag}>, browsers end <{tag}> before it: close <{tag}> first, or use other elements",
            { inner: d.inner, tag: d.tag },
          ),
    form: () => t("html/nesting.form", "<form> within a <form> is left out by browsers: close the outer one first"),
    dropped: (d: { tag: string; parents: string }) =>
      d.parents === ""
        ? t("html/nesting.dropped.leftOut", "<{tag}> is left out by browsers here: remove it", { tag: d.tag })
        : t(
            "html/nesting.dropped.outsideLeft",
            "<{tag}> outside {parents} is left out by browsers: put it there, or remove it",
            { tag: d.tag, parents: d.parents },
          ),
    fostered: (d: { tag: string | undefined }) =>
      d.tag === undefined
        ? t(
            "html/nesting.fostered.textStands",
            "this text stands in a table and in none of its cells, browsers show it before the table: put it into a cell, or outside the table",
          )
        : t(
            "html/nesting.fostered.standsTable",
            "<{tag}> stands in a table and in none of its cells, browsers show it before the table: put it into a cell, or outside the table",
            { tag: d.tag },
          ),
    orphan: (d: { tag: string; parents: string }) =>
      t("html/nesting.orphan", "<{tag}> belongs directly into {parents}: put it there", {
        tag: d.tag,
        parents: d.parents,
      }),
    child: (d: { tag: string; parent: string; allowed: string }) =>
      t(
        "html/nesting.child",
        "<{tag}> stands directly in <{parent}>, which holds only {allowed}: put it into one of those, or outside",
        { tag: d.tag, parent: d.parent, allowed: d.allowed },
      ),
    interactive: (d: { tag: string; outer: string }) =>
      t(
        "html/nesting.interactive",
        "<{tag}> within <{outer}>: a click has two meanings, and not all readers can reach the inner one: put one behind the other",
        { tag: d.tag, outer: d.outer },
      ),
    content: (d: { tag: string; outer: string }) =>
      t("html/nesting.content", "the standard has no <{tag}> in <{outer}>", { tag: d.tag, outer: d.outer }),
  },

  tagProblem(problem, { article, report }) {
    if (problem.kind === "nested") {
      const { inner, tag, closedBy } = problem;
      const at = { start: inner.start + 1, end: Math.min(inner.end, inner.start + 1 + closedBy.length) };
      report("ended", { at, data: { tag, inner: closedBy }, fix: closeFirst(problem, article) });
    } else if (problem.kind === "dropped") {
      const { tag, range } = problem;
      const at = { start: range.start + 1, end: Math.min(range.end, range.start + 1 + tag.length) };
      if (tag === "form") report("form", { at, data: undefined });
      else report("dropped", { at, data: { tag, parents: parentsOf(tag) } });
    } else if (problem.kind === "fostered") {
      const { tag, range } = problem;
      const at = tag ? { start: range.start + 1, end: Math.min(range.end, range.start + 1 + tag.length) } : range;
      report("fostered", { at, data: { tag } });
    }
  },

  /** What no browser moves. */
  body({ children }, { options, report }) {
    /** Told of once: what else stands there has the same cause. */
    const told = new Set<Element>();
    const stack: Place[] = [];
    enter(children, outermost, stack);
    for (let place = stack.pop(); place; place = stack.pop()) {
      judge(place);
      const { element } = place;
      if (element.namespace === "html" && element.tag !== "template") enter(element.children, within(place), stack);
    }

    function judge({ element, inside }: Place): void {
      const { tag } = element;
      const { holder, allowed, control } = inside;
      if (!standardElements.has(tag) || standardElements.get(tag)?.obsolete || anywhere.has(tag)) return;
      const at = nameRange(element);
      if (control && isInteractive(element))
        report("interactive", { at, severity: "warning", data: { tag, outer: control } });
      else if (allowed?.has(tag) === false) {
        // A group of terms: https://html.spec.whatwg.org/multipage/grouping-content.html#the-dl-element
        if ((tag === "dt" || tag === "dd") && holder?.tag === "div" && holder.parent?.tag === "dl") return;
        if (!flow.has(tag)) report("orphan", { at, severity: "warning", data: { tag, parents: parentsOf(tag) } });
        else if (holder && !allowed.has("span")) {
          if (told.has(holder)) return;
          told.add(holder);
          const data = { tag, parent: holder.tag, allowed: namesOf(holder.tag) };
          report("child", { at, severity: "warning", data });
        } else if (options.standard && holder) report("content", { at, data: { tag, outer: holder.tag } });
      } else if (options.standard) {
        for (let ban = inside.bans; ban; ban = ban.outer)
          if (ban.tags.has(tag)) {
            report("content", { at, data: { tag, outer: ban.by } });
            return;
          }
      }
    }
  },
});

function closeFirst(
  { tag, closedAt, strayEnd }: Extract<TagProblem, { kind: "nested" }>,
  { text }: Article,
): Fix | undefined {
  if (strayEnd.start < closedAt) return undefined;
  return {
    title: t("html/nesting.fix.endWhereBrowsers", "end <{tag}> where browsers end it", { tag }),
    safety: "unsafe",
    edits: [
      {
        range: { start: closedAt, end: closedAt },
        text: `</${text.slice(strayEnd.start + 2, strayEnd.start + 2 + tag.length)}>`,
      },
      { range: strayEnd, text: "" },
    ],
  };
}

/** What holds for the elements at one level of the tree. */
interface Inside {
  /** Whose content they are: transparent elements such as `<a>` hand on what their parent allows. */
  readonly holder: Element | undefined;
  /** Tags that may stand here; `undefined`: anything. */
  readonly allowed: ReadonlySet<string> | undefined;
  /** The link or button around. */
  readonly control: string | undefined;
  /** What may not stand here at any depth; one for each kind of element around. */
  readonly bans: Ban | undefined;
}
interface Ban {
  readonly by: string;
  readonly tags: ReadonlySet<string>;
  readonly outer: Ban | undefined;
}
interface Place {
  readonly element: Element;
  readonly inside: Inside;
}

const named = (names: readonly string[] = []): string[] =>
  names.flatMap((name) => (name.startsWith("#") ? (categories[name] ?? []) : [name]));

const flow: ReadonlySet<string> = new Set(named(["#flow"]));
const outermost: Inside = { holder: undefined, allowed: flow, control: undefined, bans: undefined };

/**
 * Not judged as content: metadata and scripts, which generators and embedding codes put anywhere, and parts of a
 * `<select>`, which may be laid out freely since 2025.
 */
const anywhere = new Set(
  "base link meta style title script noscript template slot html head body option optgroup selectedcontent".split(" "),
);

const allowedIn = new Map<string, ReadonlySet<string>>();
const bannedIn = new Map<string, ReadonlySet<string>>();
for (const [tag, { children, never }] of standardElements) {
  if (children) allowedIn.set(tag, new Set(named(children).filter((name) => name !== "transparent")));
  if (never) bannedIn.set(tag, new Set(named(never.filter((name) => name !== "#interactive"))));
}

/** The element's children, the first of them on top of the stack. */
function enter(children: readonly Node[], inside: Inside, stack: Place[]): void {
  for (let index = children.length - 1; index >= 0; index--) {
    const element = children[index];
    if (element?.type === "element") stack.push({ element, inside });
  }
}

function within({ element, inside }: Place): Inside {
  const { tag } = element;
  const known = standardElements.get(tag);
  const own = allowedIn.get(tag);
  const control = tag === "button" || (tag === "a" && element.attributes.href) ? tag : inside.control;
  let { holder, allowed, bans } = inside;
  if (!known?.children?.includes("transparent")) {
    holder = element;
    allowed = own;
  } else if (own && own.size > 0 && allowed) {
    holder = element;
    allowed = new Set([...own, ...allowed]);
  }
  const tags = bannedIn.get(tag);
  if (tags && !isBannedBy(bans, tag)) bans = { by: tag, tags, outer: bans };
  return { holder, allowed, control, bans };
}

function isBannedBy(bans: Ban | undefined, tag: string): boolean {
  for (let ban = bans; ban; ban = ban.outer) if (ban.by === tag) return true;
  return false;
}

/** `button`, `a[href]`, `input:not([type='hidden' i])`: by tag, what else must be so. */
const conditions = new Map(
  interactive.map((selector) => {
    const [, tag = "", present, absent, value] =
      /^(\w+)(?:\[(\w+)\])?(?::not\(\[(\w+)='(\w+)' i\]\))?$/.exec(selector) ?? [];
    return [tag, { present, absent, value }] as const;
  }),
);

function isInteractive({ tag, attributes }: Element): boolean {
  const condition = conditions.get(tag);
  if (!condition) return false;
  const { present, absent, value } = condition;
  if (present) return attributes[present] !== undefined;
  return !absent || attributes[absent]?.value.toLowerCase() !== value;
}

/** Where an element may stand that may not stand anywhere: "<ol>, <ul> or <menu>". */
function parentsOf(tag: string): string {
  const parents = [...standardElements].flatMap(([parent, { children }]) => (children?.includes(tag) ? [parent] : []));
  return anyOf(parents.map((parent) => `<${parent}>`));
}

const namesOf = (tag: string): string =>
  anyOf((standardElements.get(tag)?.children ?? []).filter((name) => !name.startsWith("#")).map((name) => `<${name}>`));

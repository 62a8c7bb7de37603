import {
  type Article,
  categories,
  defineRule,
  type Element,
  type Fix,
  interactive,
  joinWithOr,
  mayHaveParent,
  type Node,
  standardElements,
  type TagProblem,
  t,
  tagNameRange,
} from "../../src/rule.js";

export default defineRule({
  name: "html/nesting",
  summary: "Disallow invalid nesting of HTML elements",
  severity: "error",
  fixable: "unsafe",
  options: {
    standard: {
      type: "boolean",
      default: false,
      description:
        "Also report nesting that browsers accept but the HTML standard does not, such as `<div>` in `<span>`",
    },
  },
  presets: { strict: ["error", { standard: true }], "rss-archive": "warning" },
  messages: {
    ended: (d: { tag: string; inner: string }) =>
      d.tag === "p"
        ? t(
            "html/nesting.ended.inP",
            "<{inner}> is not allowed inside <p>. Browsers close the <p> early and add an empty paragraph. Close the <p> first.",
            { inner: d.inner },
          )
        : t(
            "html/nesting.ended",
            "<{inner}> is not allowed inside <{tag}>. Browsers close the outer <{tag}> early. Close the outer element first.",
            { inner: d.inner, tag: d.tag },
          ),
    form: () =>
      t(
        "html/nesting.form",
        "<form> is not allowed inside another <form>. Browsers ignore the inner tag. Close the outer <form> first.",
      ),
    dropped: (d: { tag: string; parents: string }) =>
      d.parents === ""
        ? t("html/nesting.dropped", "<{tag}> is not allowed here. Browsers ignore the tag. Remove the tag.", {
            tag: d.tag,
          })
        : t(
            "html/nesting.dropped.outside",
            "<{tag}> is only allowed in {parents}. Browsers ignore the tag here. Move or remove the tag.",
            { tag: d.tag, parents: d.parents },
          ),
    fostered: (d: { tag: string | undefined }) =>
      d.tag === undefined
        ? t(
            "html/nesting.fostered.text",
            "Text is in a table but not in a cell, so browsers show it above the table. Move the text into a cell or out of the table.",
          )
        : t(
            "html/nesting.fostered.element",
            "<{tag}> is in a table but not in a cell, so browsers show it above the table. Move it into a cell or out of the table.",
            { tag: d.tag },
          ),
    orphan: (d: { tag: string; parents: string }) =>
      t("html/nesting.orphan", "<{tag}> must be directly inside {parents}. Add the missing element around <{tag}>.", {
        tag: d.tag,
        parents: d.parents,
      }),
    child: (d: { tag: string; parent: string; allowed: string }) =>
      t(
        "html/nesting.child",
        "<{tag}> is not allowed directly inside <{parent}>, only {allowed}. Move <{tag}> into such an element, or out of <{parent}>.",
        { tag: d.tag, parent: d.parent, allowed: d.allowed },
      ),
    interactive: (d: { tag: string; outer: string }) =>
      t(
        "html/nesting.interactive",
        "<{tag}> is not allowed inside <{outer}>: it is unclear which of them a click activates. Place them next to each other.",
        { tag: d.tag, outer: d.outer },
      ),
    content: (d: { tag: string; outer: string }) =>
      t(
        "html/nesting.content",
        "The HTML standard does not allow <{tag}> inside <{outer}>. Replace one of the two elements.",
        {
          tag: d.tag,
          outer: d.outer,
        },
      ),
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

  /** Reports what browsers leave where it is. */
  body(body, { options, report }) {
    const { children } = body;
    /** Parents with a wrong child. Each is reported once, because its other wrong children have the same cause. */
    const reported = new Set<Element>();
    const stack: Place[] = [];
    enter(children, outermost, stack);
    for (let place = stack.pop(); place; place = stack.pop()) {
      check(place);
      const { element } = place;
      if (element.namespace === "html" && element.tag !== "template") enter(element.children, within(place), stack);
    }

    function check({ element, inside }: Place): void {
      const { tag } = element;
      const { holder, allowed, control } = inside;
      if (!standardElements.has(tag) || standardElements.get(tag)?.obsolete || anywhere.has(tag)) return;
      const at = tagNameRange(element);
      if (control && isInteractive(element))
        report("interactive", { at, severity: "warning", data: { tag, outer: control } });
      else if (allowed?.has(tag) === false) {
        if (mayHaveParent(body, element)) return;
        // A group of terms: https://html.spec.whatwg.org/multipage/grouping-content.html#the-dl-element
        if ((tag === "dt" || tag === "dd") && holder?.tag === "div" && holder.parent?.tag === "dl") return;
        if (!flow.has(tag)) report("orphan", { at, severity: "warning", data: { tag, parents: parentsOf(tag) } });
        else if (holder && !allowed.has("span")) {
          if (reported.has(holder)) return;
          reported.add(holder);
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
    title: t("html/nesting.fix.closeFirst", "Close <{tag}> where browsers close it", { tag }),
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

/** What applies to the elements at one level of the tree. */
interface Inside {
  /** The element whose content model applies. Transparent elements such as `<a>` pass on what their parent allows. */
  readonly holder: Element | undefined;
  /** Tags that are allowed here; `undefined`: all. */
  readonly allowed: ReadonlySet<string> | undefined;
  /** The tag of the link or button that contains the elements. */
  readonly control: string | undefined;
  /** What is forbidden at any depth, with one entry for each kind of outer element. */
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
 * Elements that are not checked: metadata and scripts, which generators and embed codes put anywhere, and the parts of a
 * `<select>`, which since 2025 may contain nearly everything.
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

/** Puts the children on the stack, the first of them on top. */
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

/** The selectors `button`, `a[href]` and `input:not([type='hidden' i])`: by tag, the condition on its attributes. */
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

/** The elements that may contain one that is not allowed everywhere: "<ol>, <ul> or <menu>". */
function parentsOf(tag: string): string {
  const parents = [...standardElements].flatMap(([parent, { children }]) => (children?.includes(tag) ? [parent] : []));
  return joinWithOr(parents.map((parent) => `<${parent}>`));
}

const namesOf = (tag: string): string =>
  joinWithOr(
    (standardElements.get(tag)?.children ?? []).filter((name) => !name.startsWith("#")).map((name) => `<${name}>`),
  );

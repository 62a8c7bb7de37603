/** `stet edit`: what it changes, and that it changes nothing else. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseArticle } from "../../src/article/index.js";
import { readChanges } from "../../src/edit/changes.js";
import { readCondition } from "../../src/edit/condition.js";
import { type Edited, editFrontMatter } from "../../src/edit/edit.js";
import { readValue } from "../../src/edit/value.js";

type Given = Partial<Record<"set" | "rename" | "delete" | "mergeTags", string[]>>;

const options = { bodyLanguage: "markdown", lazyAttributes: [], imagePaths: () => [] } as const;
const read = (text: string) => parseArticle({ path: "a.md", text }, options);

function edit(text: string, given: Given, where?: string): Edited {
  const changes = readChanges({ set: [], rename: [], delete: [], mergeTags: [], ...given });
  return editFrontMatter(text, read, changes, where === undefined ? undefined : readCondition(where));
}
function edited(text: string, given: Given): string {
  const result = edit(text, given);
  if (result.kind !== "changed") throw new Error(JSON.stringify(result));
  return result.text;
}
const problem = (text: string, given: Given) => {
  const result = edit(text, given);
  return result.kind === "failed" ? result.problem : result.kind;
};

const yaml = `---
# the ferry
title: 'Ferry'   # quoted
date: 2023-05-01 08:00:00 +0800
tags:
  - k8s # old name
  - "boats"
  - kube
draft: false
cover:
  image: /a.png
---

Body: ---
title: no front matter
`;

describe("YAML", () => {
  it("sets values in place, and keeps quotes, comments and order", () => {
    expect(edited(yaml, { set: ["title=Boats: and more", "draft=true", "cover.image=/b.png"] })).toBe(
      yaml.replace("'Ferry'", "'Boats: and more'").replace("draft: false", "draft: true").replace("/a.png", "/b.png"),
    );
  });
  it("adds keys at the end, as text, number, list or date", () => {
    expect(edited(yaml, { set: ["weight=3", "series=[a, 'b, c']", "version=1.10", "updated=2024-05-01"] })).toBe(
      yaml.replace(
        "  image: /a.png\n",
        "  image: /a.png\nweight: 3\nseries: [a, 'b, c']\nversion: '1.10'\nupdated: 2024-05-01\n",
      ),
    );
  });
  it("writes text in quotes that some generator would read as something else", () => {
    expect(edited("---\na: b\n---\n", { set: ["a=yes"] })).toBe("---\na: 'yes'\n---\n");
  });
  it("renames and deletes keys with their lines", () => {
    expect(edited(yaml, { rename: ["draft=hidden"], delete: ["cover"] })).toBe(
      yaml.replace("draft:", "hidden:").replace("cover:\n  image: /a.png\n", ""),
    );
  });
  it("merges tags one by one, and keeps the others as they are", () => {
    expect(edited(yaml, { mergeTags: ["k8s,kube=kubernetes"] })).toBe(
      yaml.replace("- k8s #", "- kubernetes #").replace("  - kube\n", ""),
    );
    expect(edited("---\ntags: [a, 'b',  c]\n---\n", { mergeTags: ["a,c=b"] })).toBe("---\ntags: ['b']\n---\n");
    expect(edited("---\ntags: a\n---\n", { mergeTags: ["a=b"] })).toBe("---\ntags: b\n---\n");
  });
  it("replaces lists and mappings by other values", () => {
    expect(edited("---\ntags:\n- a\n- b\nx: 1\n---\n", { set: ["tags=c"] })).toBe("---\ntags: c\nx: 1\n---\n");
    expect(edited("---\ncover:\n  image: a\nx: 1\n---\n", { set: ["cover=[1, 2]"] })).toBe(
      "---\ncover: [1, 2]\nx: 1\n---\n",
    );
  });
  it("keeps CRLF, the byte order mark, and a block that is empty", () => {
    const windows = "\uFEFF---\r\ntitle: a\r\n---\r\n\r\nb\r\n";
    expect(edited(windows, { set: ["title=b", "draft=true"] })).toBe(
      "\uFEFF---\r\ntitle: b\r\ndraft: true\r\n---\r\n\r\nb\r\n",
    );
    expect(edited("---\n---\nb\n", { set: ["title=b"] })).toBe("---\ntitle: b\n---\nb\n");
  });
});

describe("TOML", () => {
  const toml = `+++
title = "Ferry" # quoted
date = 2023-05-01
tags = ["k8s", 'boats', "kube"]

[params]
cover = "a.png"
+++
Body
`;
  it("sets, renames, deletes and merges in place", () => {
    const given = { set: ["title=B", "params.cover=b.png"], rename: ["date=day"], mergeTags: ["k8s,kube=kubernetes"] };
    expect(edited(toml, given)).toBe(
      toml
        .replace('"Ferry"', '"B"')
        .replace("a.png", "b.png")
        .replace("date =", "day =")
        .replace(`["k8s", 'boats', "kube"]`, `["kubernetes", 'boats']`),
    );
  });
  it("adds keys before the first table, so that they do not belong to it", () => {
    expect(edited(toml, { set: ["draft=true", "updated=2024-01-02"] })).toBe(
      toml.replace("[params]", "draft = true\nupdated = 2024-01-02\n[params]"),
    );
  });
  it("has no null", () => {
    expect(problem(toml, { set: ["title=null"] })).toBe("TOML has no null");
  });
});

describe("JSON", () => {
  const json = `{
  "title": "Ferry",
  "tags": ["k8s", "kube"],
  "draft": false
}

Body
`;
  it("sets, renames, deletes, adds and merges in place", () => {
    expect(edited(json, { set: ["title=B", "draft=true", "weight=3"] })).toBe(
      json.replace("Ferry", "B").replace('"draft": false', '"draft": true,\n  "weight": 3'),
    );
    expect(edited(json, { rename: ["title=name"], delete: ["draft"], mergeTags: ["k8s,kube=kubernetes"] })).toBe(
      '{\n  "name": "Ferry",\n  "tags": ["kubernetes"]\n}\n\nBody\n',
    );
  });
});

it("JSON in one line as well", () => {
  const given = { set: ["b=x, y", "new=1"], delete: ["a"] };
  expect(edited('{"a":true,"b":null,"c":"k, l"}\n\nBody\n', given)).toBe('{"b":"x, y","c":"k, l", "new": 1}\n\nBody\n');
  expect(edited('{"a":true}\n\nBody\n', { set: ["b=2"] })).toBe('{"a":true, "b": 2}\n\nBody\n');
});

/** Entries of front matter, well written and not, with comments, quotes, anchors and blocks. */
const scalar = fc.oneof(
  fc.constantFrom(
    "1",
    "'q'",
    '"d"',
    "2024-01-01",
    "no",
    "t # c",
    "|\n  b\n  m",
    ">-\n  f",
    "&x 1",
    "*x",
    "",
    "[a, 'b']",
  ),
  fc.constantFrom("\n  - a # c\n  - b", "\n- a\n- 'b'", "\n  image: x\n  y: z # c", "{a: 1, b: 2}", "a: b"),
  fc.string({ maxLength: 6 }),
);
const key = fc.constantFrom("title", "tags", "a", "b", "cover", "yes", "date", "x y");
const entries = fc.array(fc.tuple(fc.constantFrom("", "# c\n", "\n"), key, scalar), { maxLength: 6 });

it("whatever the front matter: the text after it and its newlines stay, and a second run changes nothing", () => {
  const given = fc.record({
    set: fc.array(
      fc.tuple(key, scalar).map(([name, value]) => `${name}=${value}`),
      { maxLength: 2 },
    ),
    delete: fc.array(key, { maxLength: 1 }),
    mergeTags: fc.constantFrom<string[]>([], ["a,b=c"]),
  });
  fc.assert(
    fc.property(entries, given, fc.boolean(), (lines, options, isWindows) => {
      const source = `---\n${lines.map(([comment, name, value]) => `${comment}${name}: ${value}\n`).join("")}---\nb\n---\nx: 1\n`;
      const text = isWindows ? source.replaceAll("\n", "\r\n") : source;
      const result = edit(text, options);
      if (result.kind !== "changed") return;
      expect(result.text.endsWith(text.slice(read(text).frontMatter?.range.end))).toBe(true);
      if (isWindows) expect(result.text).not.toMatch(/(?<!\r)\n/);
      // What is deleted and set again moves to the end.
      if (!options.set.some((one) => options.delete.some((name) => one.startsWith(`${name}=`))))
        expect(edit(result.text, options).kind).toBe("unchanged");
    }),
    { numRuns: 100 },
  );
});

it("renames a key where it is, once, and one key of two with the same name", () => {
  expect(edited("---\ncover: {image: x}\n---\n", { rename: ["cover.image=cover.src"] })).toBe(
    "---\ncover: {src: x}\n---\n",
  );
  const both = '---\n"a.b": 1\na: {b: 2}\n---\n';
  expect(edited(both, { rename: ["a.b=a.c"] })).toBe(both.replace('"a.b"', '"a.c"'));
  expect(edited(both, { delete: ["a.b"] })).toBe("---\na: {b: 2}\n---\n");
});
it("adds keys to front matter that is indented as a whole", () => {
  expect(edited("---\n  title: a\n  b:\n    c: 1\n---\n", { set: ["d=1"] })).toBe(
    "---\n  title: a\n  b:\n    c: 1\n  d: 1\n---\n",
  );
});
it("reads a list with any number of quotation marks that nothing closes in linear time", () => {
  const start = process.cpuUsage();
  const { to } = readValue(`[a, 'b, c', "d, \\"e", "${'\\"'.repeat(100_000)}, f, g]`);
  expect(process.cpuUsage(start).user).toBeLessThan(2_000_000);
  const [first, second, third, long, ...rest] = to as string[];
  expect([first, second, third, long?.length, rest]).toEqual(["a", "b, c", 'd, "e', 200_001, ["f", "g"]]);
});

it("leaves out spaces around a value, and keeps those in quotes", () => {
  expect(edited("---\na: b\n---\n", { set: ["a =  c ", "d=' e'"] })).toBe("---\na: c\nd: ' e'\n---\n");
});
it.each<Given>([
  { rename: ["a="] },
  { rename: ["date=published.at"] },
  { rename: ["cover.image=image.cover"] },
  { mergeTags: ["a="] },
  { delete: [" "] },
  { set: ["=1"] },
  { set: ["draft"] },
])("refuses %j", (given) => {
  expect(() => edit(yaml, given)).toThrow("Invalid value");
});

describe("is not changed:", () => {
  it("an article that has what is asked for, and one without front matter", () => {
    expect(edit(yaml, { set: ["draft=false"], delete: ["gone"], mergeTags: ["x=y"] }).kind).toBe("unchanged");
    expect(edit("# Title\n", { set: ["draft=false"] }).kind).toBe("unchanged");
  });
  it("an article in which one of the changes is not possible, with the reason", () => {
    expect(problem(yaml, { set: ["draft=true"], rename: ["title=date"] })).toBe('it already has the key "date"');
    expect(problem(yaml, { set: ["seo.title=x"] })).toBe(
      'it has no "seo.title", and stet adds keys only at the top level',
    );
    expect(problem("---\ntags: k8s, kube\n---\n", { mergeTags: ["k8s=x"] })).toBe('"tags" is text, not a list of tags');
    expect(problem("---\ntitle: [\n---\n", { set: ["a=b"] })).toBe("its front matter has errors");
  });
  it("a value that others repeat", () => {
    expect(problem("---\na: &day 1\nb: *day\n---\n", { delete: ["a"] })).toContain('stet cannot change "a"');
  });
  it("a list with a comment that would be lost", () => {
    expect(problem("---\ntags:\n- a # why\n- b\n---\n", { set: ["tags=c"] })).toContain('stet cannot change "tags"');
  });
});

describe("--where", () => {
  const data = {
    title: "Ferry",
    date: "2023-12-31 23:00:00 -0800",
    tags: ["k8s", "boats"],
    weight: 5,
    draft: false,
    cover: { image: "a.png" },
    series: ["one"],
    rank: "10",
  };
  it.each([
    ['tags contains "k8s" and date < 2024', true],
    ["tags contains k8", false],
    ["title contains err", true],
    ["date = 2023-12 and date >= 2023-12-31 and date <= 2023", true],
    ["date > 2023", false],
    ["date < 2024-01-01 and not date < 2023-12-31", true],
    ["weight > 10", false],
    ["weight <= 5 and weight != 6", true],
    ["draft = false", true],
    ['draft = "false"', false],
    ["has cover.image and not has gone", true],
    ["gone < 5 or gone > 5 or gone = 5", false],
    ["gone != 5", true],
    ["title = X or (title = Ferry and tags contains 'boats')", true],
    ["not (title = X or title = Ferry)", false],
    ['title = "Fer\\ry"', true],
    ["title < Gerry", true],
    // The value is a list, a number or a date in quotes, not text.
    ["series = one", false],
    ["series != one", true],
    ["tags.length > 1", false],
    ["rank < 5", false],
    ["rank < 15 and rank > 5", true],
    ["title < 5", false],
    ["date < 2024-1-1 and date > 2023/12/30", true],
  ])("%s: %s", (condition, holds) => {
    expect(readCondition(condition)(data)).toBe(holds);
  });
  it.each(["", "title", "title =", "= 3", "title = 3 and", "(title = 3", "title ~ 3", 'title = "', "a = b c = d"])(
    "refuses: %s",
    (condition) => {
      expect(() => readCondition(condition)).toThrow("Invalid condition");
    },
  );
  it.each([
    ["title ~ 3", 'Unexpected "~ 3" at character 7.'],
    ["a = b and (c = d", "Something is missing at its end."],
    ["date < 2024-13", 'Unexpected "2024-13" at character 8.'],
    ["date < 2024-05-01T10:00:00", "at character 8."],
  ])("says where it is wrong: %s", (condition, place) => {
    expect(() => readCondition(condition)).toThrow(place);
  });
  it("refuses what is nested too deep", () => {
    expect(() => readCondition(`${"(".repeat(5000)}a = b${")".repeat(5000)}`)).toThrow("Invalid condition");
  });
  it("decides which articles are changed", () => {
    expect(edit(yaml, { set: ["draft=true"] }, "title = Other").kind).toBe("unchanged");
    expect(edit(yaml, { set: ["draft=true"] }, "title = Ferry").kind).toBe("changed");
  });
});

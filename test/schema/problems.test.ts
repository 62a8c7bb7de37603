import { describe, expect, it } from "vitest";
import { compiled, says } from "./support.js";

describe("a problem says what is expected and what is there", () => {
  const cases: [expected: string, schema: object, data: unknown][] = [
    ["must be a string, but is a number (12)", { type: "string" }, 12],
    ["must be a string, but is empty", { type: "string" }, null],
    ["must be a string, but is true", { type: "string" }, true],
    ["must be a string, but is a list", { type: "string" }, ["a"]],
    ["must be a string, but is an empty list", { type: "string" }, []],
    ["must be a string, but is a mapping", { type: "string" }, {}],
    ['must be true or false, but is a string ("false")', { type: "boolean" }, "false"],
    ["must be true or false, but is an empty string", { type: "boolean" }, ""],
    ["must be a string or a number, but is true", { type: ["string", "number", "null"] }, true],
    ["must be a list of strings, but is a number (12)", { type: "array", items: { type: "string" } }, 12],
    ["must be a list of integers, but is a mapping", { type: "array", items: { type: "integer" } }, {}],
    ["must be a mapping, but is a list", { type: "object" }, ["a"]],
    ["must be an integer, but is a number (1.5)", { type: "integer" }, 1.5],
    ['must be "post", but is "page"', { const: "post" }, "page"],
    ['must be one of "a", "b", 3, but is empty', { enum: ["a", "b", 3] }, ""],
    ["must not be empty", { minLength: 1 }, ""],
    ["must have at least 3 characters, but has 2", { minLength: 3 }, "😀甲"],
    ["must have at most 1 character, but has 2", { maxLength: 1 }, "ab"],
    ['must match the pattern ^\\d+$, but is "x"', { pattern: "^\\d+$" }, "x"],
    ['must be an image URL, but is "a nice day"', { format: "image-url" }, "a nice day"],
    ['must be a value in the format "duration", but is "x"', { format: "duration" }, "x"],
    ["must be at least 3, but is 2", { minimum: 3 }, 2],
    ["must be at most 3, but is 4", { maximum: 3 }, 4],
    ["must be greater than 3, but is 3", { exclusiveMinimum: 3 }, 3],
    ["must be less than 3, but is 3", { exclusiveMaximum: 3 }, 3],
    ["must be a multiple of 5, but is 7", { multipleOf: 5 }, 7],
    ["must have at least 1 item, but has 0", { minItems: 1 }, []],
    ["must have at most 2 items, but has 3", { maxItems: 2 }, [1, 2, 3]],
    ['must not have duplicate items, but "a" is item 1 and item 3', { uniqueItems: true }, ["a", "b", "a"]],
    ["must have at least 2 entries, but has 1", { minProperties: 2 }, { a: 1 }],
    ["must have at most 1 entry, but has 2", { maxProperties: 1 }, { a: 1, b: 2 }],
    ["must contain a string", { contains: { type: "string" } }, [1, 2]],
    [
      "must contain 2 to 3 items of this kind: a string",
      { contains: { type: "string" }, minContains: 2, maxContains: 3 },
      ["a", 1],
    ],
    ['must not be a string, but is a string ("a")', { not: { type: "string" } }, "a"],
    ["has a value that the schema does not allow: a number (1)", { items: { not: {} }, prefixItems: [false] }, [1]],
  ];
  for (const [expected, schema, data] of cases)
    it(expected, async () => {
      const [problem, ...more] = (await compiled(schema)).validate(data);
      expect([problem?.message, more]).toEqual([expected, []]);
    });

  it("and cuts long values at 60 characters", async () => {
    expect(await says({ const: "a" }, "长".repeat(200))).toEqual([`/: must be "a", but is "${"长".repeat(59)}…"`]);
  });

  it("and names eight allowed values at most", async () => {
    const [problem] = await says({ enum: [..."abcdefghijkl"] }, "zzz");
    expect(problem).toBe('/: must be one of "a", "b", "c", "d", "e", "f", "g", "h" (and 4 more), but is "zzz"');
  });
});

describe("a problem is told at its place:", () => {
  it("a missing key at the object that lacks it", async () => {
    const schema = { required: ["title"], properties: { author: { required: ["name"] } } };
    expect(await says(schema, { author: {} })).toEqual(['/title: must have "title"', '/author/name: must have "name"']);
  });

  it("missing keys, each with the misspelled key of its own object that stands for it", async () => {
    const person = { required: ["summary"], properties: { summary: {}, role: {} } };
    const schema = {
      required: ["title", "layout", "date"],
      properties: { title: {}, layout: {}, date: {}, author: person, editor: person },
    };
    expect(await says(schema, { titel: 1, layuot: 2, quux: 3, author: { sumary: 1 }, editor: { quux: 1 } })).toEqual([
      '/title: must have "title" (titel?)',
      '/layout: must have "layout" (layuot?)',
      '/date: must have "date"',
      '/author/summary: must have "summary" (sumary?)',
      '/editor/summary: must have "summary"',
    ]);
  });

  it("an unknown key at the key, with the name that is like it", async () => {
    const schema = { properties: { categories: {}, title: {} }, additionalProperties: false };
    expect(await says(schema, { categorys: 1, quux: 2 })).toEqual([
      "/categorys: is not a known key (categories?)",
      "/quux: is not a known key",
    ]);
  });

  it("an unevaluated key, with the names of all parts of the schema", async () => {
    const schema = {
      allOf: [{ $ref: "#/$defs/base" }],
      anyOf: [{ properties: { layout: {} } }],
      unevaluatedProperties: false,
      $defs: { base: { properties: { title: {} } } },
    };
    expect(await says(schema, { titel: 1, layuot: 2 })).toEqual([
      "/titel: is not a known key (title?)",
      "/layuot: is not a known key (layout?)",
    ]);
  });

  it("a name that is not allowed at the key", async () => {
    expect(await says({ propertyNames: { pattern: "^[a-z]+$" } }, { ok: 1, Bad: 2 })).toEqual([
      "/Bad: is not an allowed key name: it must match the pattern ^[a-z]+$",
    ]);
    expect(await says({ propertyNames: { enum: ["title"] } }, { tilte: 1 })).toEqual([
      '/tilte: is not an allowed key name: it must be "title" (title?)',
    ]);
  });

  it("a key that is forbidden at the key", async () => {
    expect(await says({ properties: { old: false } }, { old: 1 })).toEqual(["/old: is not allowed here"]);
  });

  it("a value that is nearly an allowed one", async () => {
    expect(await says({ enum: ["post", "page"] }, "posts")).toEqual([
      '/: must be one of "post", "page", but is "posts" (post?)',
    ]);
  });

  it("keys with slashes and tildes, and items by number", async () => {
    const schema = await compiled({ additionalProperties: { items: { type: "string" } } });
    expect(schema.validate({ "a/b~c": ["x", 1] }).map(({ path }) => path)).toEqual([["a/b~c", 1]]);
  });

  it("all of them, in the order of the data", async () => {
    const schema = {
      required: ["title"],
      properties: { a: { type: "string" }, b: { items: { type: "string" } }, c: { type: "string" } },
      additionalProperties: false,
    };
    expect(await says(schema, { c: 1, b: ["x", 2, "y", 3], d: 4, a: 5 })).toEqual([
      '/title: must have "title"',
      "/c: must be a string, but is a number (1)",
      "/b/1: must be a string, but is a number (2)",
      "/b/3: must be a string, but is a number (3)",
      "/d: is not a known key",
      "/a: must be a string, but is a number (5)",
    ]);
  });
});

it("problems within objects and lists are in the order of the data, at any depth", async () => {
  const leaf = { type: "string" };
  const inner = { properties: { x: leaf, y: leaf, z: { items: { properties: { x: leaf, y: leaf } } } } };
  const schema = { properties: { a: inner, b: inner } };
  const data = {
    b: {
      z: [
        { y: 1, x: 1 },
        { x: 1, y: 1 },
      ],
      y: 1,
      x: 1,
    },
    a: { y: 1, x: 1 },
  };
  expect((await compiled(schema)).validate(data).map(({ path }) => path.join("/"))).toEqual([
    "b/z/0/y",
    "b/z/0/x",
    "b/z/1/x",
    "b/z/1/y",
    "b/y",
    "b/x",
    "a/y",
    "a/x",
  ]);
});

describe("one defect is one problem:", () => {
  const names = { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] };

  it("a value that fits no alternative is told what they are", async () => {
    expect(await says(names, 12)).toEqual(["/: must be a string or a list of strings, but is a number (12)"]);
    expect(await says({ oneOf: names.anyOf }, 12)).toEqual([
      "/: must be a string or a list of strings, but is a number (12)",
    ]);
  });

  it("a value of one alternative is told what is wrong by that one", async () => {
    expect(await says(names, ["a", 12])).toEqual(["/1: must be a string, but is a number (12)"]);
  });

  it("also through references and within each other", async () => {
    const schema = {
      properties: { x: { anyOf: [{ $ref: "#/$defs/names" }, { type: "boolean" }] } },
      $defs: { names },
    };
    expect(await says(schema, { x: 1 })).toEqual([
      "/x: must be a string, true, false, or a list of strings, but is a number (1)",
    ]);
    expect(await says(schema, { x: ["a", 1] })).toEqual(["/x/1: must be a string, but is a number (1)"]);
  });

  it("what stands before the alternatives is kept", async () => {
    const schema = { properties: { a: { type: "string" }, b: names, c: { type: "string" } }, required: ["d"] };
    expect(await says(schema, { a: 1, b: 2, c: 3 })).toEqual([
      '/d: must have "d"',
      "/a: must be a string, but is a number (1)",
      "/b: must be a string or a list of strings, but is a number (2)",
      "/c: must be a string, but is a number (3)",
    ]);
  });

  it("the alternative that a mark names is the one that is meant", async () => {
    const schema = {
      oneOf: [
        { properties: { kind: { const: "photo" }, src: { type: "string" } }, required: ["kind", "src"] },
        { properties: { kind: { const: "quote" }, text: { type: "string" } }, required: ["kind", "text"] },
      ],
    };
    expect(await says(schema, { kind: "quote", text: 1 })).toEqual(["/text: must be a string, but is a number (1)"]);
    expect(await says(schema, { kind: "photo" })).toEqual(['/src: must have "src"']);
  });

  const blocks = {
    oneOf: [
      { $ref: "#/$defs/photo" },
      { properties: { kind: { enum: ["quote", "aside"] }, text: { type: "string" } }, required: ["kind", "text"] },
    ],
    $defs: {
      photo: { properties: { kind: { $ref: "#/$defs/mark" }, src: { type: "string" } }, required: ["kind", "src"] },
      mark: { const: "photo" },
    },
  };

  it("a mark that is none of the alternatives' is all that is told, with what may be meant", async () => {
    expect(await says(blocks, { kind: "phto", text: 1, src: 2 })).toEqual([
      '/kind: must be one of "photo", "quote", "aside", but is "phto" (photo?)',
    ]);
  });

  it("and so is a mark that is missing", async () => {
    expect(await says(blocks, { text: 1 })).toEqual(['/kind: must have "kind"']);
  });

  it("also in lists of them, each for itself", async () => {
    const schema = {
      properties: { blocks: { items: { $ref: "#/$defs/block" } } },
      $defs: { block: blocks, ...blocks.$defs },
    };
    const list = [{ kind: "aside" }, { kind: "photo", src: "a.png" }, {}, { kind: "photo", src: 3 }];
    expect(await says(schema, { blocks: list })).toEqual([
      '/blocks/0/text: must have "text"',
      '/blocks/2/kind: must have "kind"',
      "/blocks/3/src: must be a string, but is a number (3)",
    ]);
  });

  it("without a mark, the alternative with the fewest errors is meant, of several the one that fits deepest", async () => {
    const schema = {
      anyOf: [
        { required: ["url", "title", "alt"] },
        { properties: { size: { properties: { width: { type: "integer" } } } }, required: ["size"] },
        { required: ["src"] },
      ],
    };
    expect(await says(schema, { size: { width: "wide" } })).toEqual([
      '/size/width: must be an integer, but is a string ("wide")',
    ]);
    expect(await says(schema, {})).toEqual(['/: must have "size" or "src"']);
  });

  it("alternatives of the same kind are told together, without that for nothing", async () => {
    expect(await says({ anyOf: [{ format: "email" }, { format: "uri" }] }, "x y")).toEqual([
      '/: must be an email address or a URI, but is "x y"',
    ]);
    expect(await says({ anyOf: [{ format: "email" }, { maxLength: 0 }] }, "x y")).toEqual([
      '/: must be an email address, but is "x y"',
    ]);
    expect(await says({ anyOf: [{ required: ["a"] }, { required: ["b"] }] }, {})).toEqual(['/: must have "a" or "b"']);
  });

  it("what is deprecated is allowed, and not named", async () => {
    const schema = { anyOf: [{ type: "boolean" }, { enum: ["yes", "no"], deprecated: true }] };
    expect(await says(schema, "yes")).toEqual([]);
    expect(await says(schema, "maybe")).toEqual(['/: must be true or false, but is a string ("maybe")']);
  });

  it("a value that fits two of the forms of oneOf", async () => {
    expect(await says({ oneOf: [{ type: "number" }, { minimum: 1 }, { type: "string" }] }, 2)).toEqual([
      "/: must match only one of 3 forms, but matches several",
    ]);
  });

  it("what follows from if is told, not that it followed", async () => {
    const schema = {
      if: { properties: { draft: { const: true } }, required: ["draft"] },
      else: { required: ["date"] },
    };
    expect(await says(schema, {})).toEqual(['/date: must have "date"']);
    expect(await says(schema, { draft: true })).toEqual([]);
  });

  it("also where one if follows the other", async () => {
    const kind = (name: string, then: object, otherwise?: object) => ({
      if: { properties: { kind: { const: name } }, required: ["kind"] },
      then,
      ...(otherwise && { else: otherwise }),
    });
    const schema = kind("photo", { required: ["src"] }, kind("quote", { required: ["text"] }, { required: ["body"] }));
    expect(await says(schema, { kind: "photo" })).toEqual(['/src: must have "src"']);
    expect(await says(schema, { kind: "quote" })).toEqual(['/text: must have "text"']);
    expect(await says(schema, {})).toEqual(['/body: must have "body"']);
  });

  it("allowed values say more than their type, and equal problems are one", async () => {
    expect(await says({ type: "string", enum: ["a", "b"] }, 3)).toEqual([
      '/: must be one of "a", "b", but is a number (3)',
    ]);
    expect(await says({ allOf: [{ type: "string" }, { type: "string" }] }, 3)).toEqual([
      "/: must be a string, but is a number (3)",
    ]);
  });

  it("keys of an alternative that failed are not unknown for that", async () => {
    const schema = {
      anyOf: [{ properties: { a: { type: "string" } }, required: ["a"] }],
      unevaluatedProperties: false,
    };
    expect(await says(schema, { a: 1 })).toEqual(["/a: must be a string, but is a number (1)"]);
    expect(await says(schema, { a: "x", b: 1 })).toEqual(["/b: is not a known key"]);
  });
});

describe("a pattern", () => {
  const crafted = `${"a".repeat(40)}!`;
  const slow = "^(a+)+(b?)\\2$";
  const tooSlow = `takes too long to compare with the schema's pattern ${slow}. Simplify the pattern`;

  it("that would take forever on a crafted value is matched by an engine that does not", async () => {
    for (const pattern of ["^(a+)+$", "(a+)+$", "^(?=(?:a+)+b|(?:a+)+$)"])
      expect(await says({ items: { type: "string", pattern } }, ["aaa", crafted, "aaaaaa"])).toEqual([
        `/1: must match the pattern ${pattern}, but is "${crafted}"`,
      ]);
  });

  it("gives the same answer for many crafted values, however long they take", async () => {
    const schema = await compiled({ items: { pattern: "^(?:a+)+!$" } });
    expect(schema.validate([...Array<string>(2_000).fill(crafted), "b"])).toHaveLength(1);
  });

  it("with a backreference is not compared with a crafted value, and said to be the problem", async () => {
    expect(await says({ items: { type: "string", pattern: slow } }, ["aaa", crafted, "b"])).toEqual([
      `/1: ${tooSlow}`,
      `/2: must match the pattern ${slow}, but is "b"`,
    ]);
  });

  it.each<[keyword: string, schema: object]>([
    ["not", { not: { pattern: slow } }],
    ["anyOf", { anyOf: [{ pattern: slow }, { minLength: 2 }] }],
    ["if", { if: { pattern: slow }, else: { minLength: 1 } }],
  ])("that is not compared is reported in %s too, whose result hides it", async (_, schema) => {
    expect(await says({ properties: { k: schema } }, { k: crafted })).toEqual([`/k: ${tooSlow}`]);
  });

  it.each<[keyword: string, schema: object]>([
    ["patternProperties", { patternProperties: { [slow]: { type: "number" } } }],
    ["patternProperties with additionalProperties", { patternProperties: { [slow]: {} }, additionalProperties: false }],
    ["propertyNames", { propertyNames: { pattern: slow } }],
  ])("that is not compared with a key is reported: %s", async (_, schema) => {
    expect(await says(schema, { aaa: 1, [crafted]: "x" })).toEqual([`/${crafted}: ${tooSlow}`]);
  });

  it("that is far too large is reported in the same way", async () => {
    for (const pattern of ["^(?:(?:a?b?){1,200}a?){1,200}$", `${"(?:".repeat(1_000)}a${")".repeat(1_000)}`])
      expect(await says({ pattern }, "ab")).toEqual([
        `/: takes too long to compare with the schema's pattern ${pattern}. Simplify the pattern`,
      ]);
  });

  it("with a backreference or a lookbehind is compared with all usual values", async () => {
    expect(await says({ items: { pattern: "^(['\"]).*\\1$" } }, ["'a'", "'a\""])).toHaveLength(1);
    expect(await says({ items: { pattern: "(?<!\\d)(.)\\1" } }, ["baab", "1aa"])).toHaveLength(1);
  });

  it("may be written for engines without Unicode, and is matched on long values too", async () => {
    const schema = { pattern: "^[\\w\\-\\_ ]*$" };
    expect(await says(schema, `${"a_b- ".repeat(10_000)}`)).toEqual([]);
    expect(await says(schema, "a!")).toHaveLength(1);
  });

  it("is not taken for another one of the same schema", async () => {
    const schema = { properties: { a: { pattern: "^a$" }, b: { pattern: "^b$" } }, patternProperties: { "^c": false } };
    expect(await says(schema, { a: "a", b: "b" })).toEqual([]);
    expect(await says(schema, { a: "b", b: "a", c: 1 })).toHaveLength(3);
  });
});

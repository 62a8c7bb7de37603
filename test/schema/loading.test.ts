import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { UserError } from "../../src/platform/errors.js";
import { loadSchema } from "../../src/schema/index.js";
import { openWorkMeter } from "../../src/schema/work.js";
import { compiled, folder, says, told } from "./support.js";

const draft7 = "http://json-schema.org/draft-07/schema#";
const draft2019 = "https://json-schema.org/draft/2019-09/schema";
const draft2020 = "https://json-schema.org/draft/2020-12/schema";

/** The message and the hint with which a schema is refused; `<root>` stands for the folder. */
async function refusal(files: Readonly<Record<string, unknown>>, reference = "a.json"): Promise<string> {
  const root = folder(files);
  const shown = path.relative(process.cwd(), root).replaceAll(path.sep, "/");
  const error = await loadSchema(reference, root).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  const { message, hint } = error as UserError;
  return `${message} | ${hint}`.replaceAll(`${shown}/`, "");
}

describe("a schema", () => {
  it("of draft-07 reads a list of items as a tuple", async () => {
    const schema = { $schema: draft7, items: [{ type: "string" }], additionalItems: false };
    expect(await says(schema, ["a"])).toEqual([]);
    expect(await says(schema, [1])).toEqual(["/0: must be a string, but is a number (1)"]);
  });

  it("of 2019-09 knows unevaluated properties and required dependencies", async () => {
    const schema = {
      $schema: draft2019,
      allOf: [{ properties: { a: true } }],
      dependentRequired: { a: ["b"] },
      unevaluatedProperties: false,
    };
    expect(await says(schema, { a: 1 })).toEqual(['/: must have "b", because it has "a"']);
    expect(await says(schema, { c: 1 })).toEqual(["/c: is not a known key"]);
  });

  it("of 2020-12 knows prefix items", async () => {
    const schema = { $schema: draft2020, prefixItems: [{ type: "string" }], items: false };
    expect(await says(schema, ["a", "b"])).toEqual(["/: must have at most 1 item, but has 2"]);
  });

  it("may list more values than a function can have arguments", async () => {
    const schema = { properties: { a: { enum: Array.from({ length: 200_000 }, (_, index) => index) } } };
    expect(await says(schema, { a: 199_999 })).toEqual([]);
    expect(await says(schema, { a: "x" })).toHaveLength(1);
  });

  it("that is too large for the engine, such as one with 12,000 keys in one place, counts as too much work", () => {
    const endless = (depth: number): number => endless(depth + 1) + 1;
    expect(openWorkMeter().bounded(() => endless(0))).toBeUndefined();
  });

  it("whose parts only refer to each other is refused as one without end", async () => {
    const $defs = { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } };
    expect(await refusal({ "a.json": { $defs, $ref: "#/$defs/a" } })).toContain("or itself without end");
  });

  it("that names no draft is 2020-12, or draft-07 if only that gives its tuples a meaning", async () => {
    expect(await says({ prefixItems: [{ type: "string" }] }, [1])).toHaveLength(1);
    expect(await says({ properties: { a: { items: [{ type: "string" }] } } }, { a: [1] })).toHaveLength(1);
  });

  it("in YAML is read as well", async () => {
    const root = folder({ "a.yaml": "type: object\nrequired: [title] # always\n" });
    expect(told((await loadSchema("a.yaml", root)).validate({}))).toEqual(['/title: must have "title"']);
  });

  it("may hold keywords of other tools", async () => {
    expect(await says({ "x-order": 1, type: "string", markdownDescription: "text" }, "a")).toEqual([]);
  });

  it("is called by its path, or by the name of its preset", async () => {
    const root = folder({ "a.json": {} });
    const shown = path.relative(process.cwd(), path.join(root, "a.json")).replaceAll(path.sep, "/");
    expect((await loadSchema("./a.json", root)).name).toBe(shown);
    expect((await loadSchema("preset:article", root)).name).toBe("preset:article");
  });

  it("is compiled once, and again when one of its files has changed", async () => {
    const root = folder({ "a.json": { $ref: "b.json" }, "b.json": { type: "string" } });
    const first = await loadSchema("a.json", root);
    expect(await loadSchema(path.join(root, "a.json"), "/")).toBe(first);
    writeFileSync(path.join(root, "b.json"), '{ "type": "integer" }');
    const second = await loadSchema("a.json", root);
    expect(told(second.validate("a"))).toEqual(['/: must be an integer, but is a string ("a")']);
    rmSync(path.join(root, "b.json"));
    await expect(loadSchema("a.json", root)).rejects.toThrow("there is no such file");
  });
});

describe("a reference", () => {
  const name = { type: "string", minLength: 2 };

  it("leads to another file, relative to the one it stands in", async () => {
    const root = folder({
      "schemas/a.json": { properties: { author: { $ref: "parts/author.json" } } },
      "schemas/parts/author.json": { properties: { name: { $ref: "../../名 字.yaml#/$defs/name" } } },
      "名 字.yaml": { $defs: { name } },
    });
    const schema = await loadSchema("schemas/a.json", root);
    expect(told(schema.validate({ author: { name: "x" } }))).toEqual([
      "/author/name: must have at least 2 characters, but has 1",
    ]);
  });

  it("is relative to the file even where an $id says that it is published elsewhere", async () => {
    const root = folder({
      "a.json": { $id: "https://example.com/schemas/a.json", properties: { x: { $ref: "b.json#/$defs/名" } } },
      "b.json": { $id: "https://example.com/schemas/b.json", $defs: { 名: name } },
    });
    expect(told((await loadSchema("a.json", root)).validate({ x: 1 }))).toHaveLength(1);
  });

  it("may name a schema by the $id it has, in the same file or one that was read", async () => {
    const root = folder({
      "a.json": {
        $id: "https://example.com/a.json",
        properties: {
          own: { $ref: "https://example.com/name.json" },
          other: { $ref: "https://example.com/b.json" },
          file: { $ref: "./parts.json" },
          anchor: { $ref: "#short" },
        },
        $defs: { name: { $id: "name.json", ...name }, short: { $anchor: "short", maxLength: 3 } },
      },
      "parts.json": { $id: "https://example.com/b.json", type: "integer" },
    });
    const schema = await loadSchema("a.json", root);
    expect(told(schema.validate({ own: 1, other: "x", file: "x", anchor: "long" }))).toEqual([
      "/own: must be a string, but is a number (1)",
      '/other: must be an integer, but is a string ("x")',
      '/file: must be an integer, but is a string ("x")',
      "/anchor: must have at most 3 characters, but has 4",
    ]);
  });

  it("may be a file URL, and may lead in a circle", async () => {
    const root = folder({ "b.json": { properties: { next: { $ref: "#" }, name } } });
    writeFileSync(path.join(root, "a.json"), JSON.stringify({ $ref: pathToFileURL(path.join(root, "b.json")).href }));
    expect(told((await loadSchema("a.json", root)).validate({ next: { next: { name: 1 } } }))).toEqual([
      "/next/next/name: must be a string, but is a number (1)",
    ]);
  });

  it("to the network is refused by its name and place, with what to do", async () => {
    const schema = '{\n  "properties": {\n    "a": { "$ref": "https://example.com/a.json#/x" }\n  }\n}';
    expect(await refusal({ "a.json": schema })).toBe(
      'a.json:3:12: The $ref "https://example.com/a.json#/x" is a URL, but stet reads schemas only from files. | Save that schema next to this one and refer to the file, for example "$ref": "./author.schema.json".',
    );
  });

  it("to a missing file says where it stands", async () => {
    expect(await refusal({ "a.json": '{\n  "$ref": "b.json"\n}' })).toBe(
      "a.json:2:3: Schema b.json cannot be read: there is no such file. | Correct the path.",
    );
  });

  it("to a missing part is refused", async () => {
    expect(await refusal({ "a.json": { properties: { a: { $ref: "#/$defs/x" } } } })).toBe(
      'a.json:3:5: The $ref "#/$defs/x" does not lead to a schema. | Refer to a part that exists, for example "#/$defs/author".',
    );
    expect(await refusal({ "a.json": { $ref: "./b.json#/$defs/x" }, "b.json": { type: "object" } })).toBe(
      'a.json:1:1: The $ref "b.json#/$defs/x" does not lead to a schema. | Refer to a part that exists, for example "#/$defs/author".',
    );
    expect(await refusal({ "a.json": { $ref: "urn:example:a" } })).toContain(
      'a.json:2:3: Unknown $ref "urn:example:a".',
    );
  });

  it("two schemas of one $id are refused", async () => {
    const twice = { $defs: { a: { $id: "x.json", type: "string" }, b: { $id: "x.json", type: "null" } } };
    expect(await refusal({ "a.json": twice })).toContain("Schema a.json cannot be used: reference");
  });

  it("from one draft into another is refused", async () => {
    expect(await refusal({ "a.json": { $schema: draft2020, $ref: "b.json" }, "b.json": { $schema: draft7 } })).toBe(
      "a.json:3:3: b.json uses draft-07, but the schema that refers to it uses 2020-12. | Use the same draft in both schemas.",
    );
  });
});

describe("what is no schema is refused:", () => {
  it("a file that is not there, and a folder", async () => {
    expect(await refusal({})).toBe("Schema a.json cannot be read: there is no such file. | Correct the path.");
    expect(await refusal({ "a.json/b": "" })).toBe("Schema a.json cannot be read: it is a folder. | Correct the path.");
  });

  it("JSON and YAML that are broken, at the place", async () => {
    expect(await refusal({ "a.json": '{\n  "type": "string"\n  "x": 1\n}' })).toBe(
      "a.json:3:3 is not valid JSON: comma expected. | Correct the file at this position.",
    );
    expect(await refusal({ "a.json": "" })).toContain("a.json:1:1 is not valid JSON: value expected.");
    expect(await refusal({ "a.json": '{ "type": "string",\n "type": "number" }' })).toBe(
      'a.json:2:2: Duplicate key "type". | Remove one of the two keys.',
    );
    expect(await refusal({ "a.yaml": "type: string\n  x: 1\n" }, "a.yaml")).toContain("a.yaml:1:7 is not valid YAML: ");
    expect(await refusal({ "a.yaml": 'type: string\nx: { "y": 1, y: 2 }\n' }, "a.yaml")).toContain(
      "a.yaml:2:14 is not valid YAML: map keys must be unique.",
    );
    expect(await refusal({ "a.yaml": `type: string\n${"#".repeat(1_100_000)}` }, "a.yaml")).toContain(
      "a.yaml:1:1: The file is larger than stet reads YAML (1048576 characters).",
    );
  });

  it("data of another kind", async () => {
    expect(await refusal({ "a.json": [] })).toContain("a.json is not a JSON Schema: it must contain an object.");
  });

  it("older drafts, unknown ones and JSON Type Definitions", async () => {
    expect(await refusal({ "a.json": { $schema: "http://json-schema.org/draft-04/schema#" } })).toBe(
      'a.json:2:3: stet does not support schemas in draft-04. | Use draft-07, 2019-09 or 2020-12, for example "$schema": "https://json-schema.org/draft/2020-12/schema".',
    );
    expect(await refusal({ "a.json": { $schema: "http://json-schema.org/draft-06/schema" } })).toContain("draft-06");
    expect(await refusal({ "a.json": { $schema: "./meta.json" } })).toContain(
      'stet does not support the "$schema" "./meta.json".',
    );
    expect(await refusal({ "a.json": { optionalProperties: {} } })).toContain("is a JSON Type Definition");
  });

  it("a keyword with a wrong value, at its place", async () => {
    expect(await refusal({ "a.json": '{\n  "properties": {\n    "a": { "type": "strng" }\n  }\n}' })).toContain(
      "a.json:3:5: Not a valid 2020-12 schema: /properties/a/type must be ",
    );
  });

  it("a pattern that is no regular expression, at its place", async () => {
    expect(await refusal({ "a.json": { $schema: draft7, pattern: "(" } })).toBe(
      "a.json:3:3: The pattern ( is not a regular expression: Unterminated group. | Correct the pattern.",
    );
    expect(await refusal({ "a.json": { patternProperties: { "[": true } } })).toContain("a.json:3:5: The pattern [ is");
  });

  it("keywords of stet's own with a wrong value, at their places", async () => {
    expect(await refusal({ "a.json": { properties: { a: { "x-fix": "lowrcase" } } } })).toBe(
      'a.json:4:7: Unknown x-fix "lowrcase". | Did you mean "lowercase"?',
    );
    expect(await refusal({ "a.json": { "x-fix": ["slug", 12] } })).toBe(
      'a.json:2:3: Unknown x-fix 12. | Use "lowercase", "uppercase", "slug", "split", "list", or { "old": "new" }.',
    );
    expect(await refusal({ "a.json": { errorMessage: 12 } })).toContain("a.json:2:3: errorMessage must be a text");
    expect(await refusal({ "a.json": { "x-replacement": ["b"] } })).toContain(
      "x-replacement must be the name of a key",
    );
  });

  it("a format that is not known, by its name", async () => {
    expect(await refusal({ "a.json": { format: "image-urls" } })).toBe(
      'a.json:2:3: Unknown format "image-urls". | Did you mean "image-url"?',
    );
  });

  it("no format that resembles none: it is an annotation, as Astro writes", async () => {
    const root = folder({ "a.json": { type: "integer", format: "unix-time" } });
    await expect(loadSchema("a.json", root)).resolves.toBeDefined();
  });

  it("a preset that is not there", async () => {
    expect(await refusal({}, "preset:articel")).toBe(
      'Unknown schema "preset:articel". | Did you mean "preset:article"?',
    );
  });
});

describe("pictures", () => {
  it("are where the format image-url applies, whatever the values are", async () => {
    const image = { type: "string", format: "image-url" };
    const schema = await compiled({
      properties: {
        cover: { anyOf: [image, { type: "array", items: image }] },
        photos: { type: "array", items: { properties: { src: { $ref: "#/$defs/image" } } } },
        "a/b~c": image,
      },
      $defs: { image },
    });
    const data = {
      cover: ["a.png", "no picture at all"],
      photos: [{ src: "" }, { src: 12 }],
      "a/b~c": "x.png",
      title: "a.png",
    };
    expect(
      schema
        .imagePaths(data)
        .map((steps) => JSON.stringify(steps))
        .sort(),
    ).toEqual(['["a/b~c"]', '["cover",0]', '["cover",1]', '["photos",0,"src"]']);
  });

  it("are named once, and nowhere if no schema speaks of them", async () => {
    const image = { format: "image-url" };
    const twice = await compiled({ properties: { a: { allOf: [image, image] } } });
    expect(twice.imagePaths({ a: "a.png" })).toEqual([["a"]]);
    expect((await compiled({ type: "object" })).imagePaths({ a: "a.png" })).toEqual([]);
  });
});

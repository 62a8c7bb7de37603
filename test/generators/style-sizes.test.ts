/** Which classes the stylesheets of a site give a size. */
import { describe, expect, it } from "vitest";
import { classesSizedBy, sizedClasses } from "../../src/generators/style-sizes.js";
import { lint } from "../../src/index.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-style-sizes-");

describe("a class has a size if a stylesheet gives it", () => {
  it.each<[string, string, string[]]>([
    ["a width and a height", ".a { width: 90px; height: 5rem }", ["a"]],
    ["a width and a height, marked as important", ".a{width:90px!important;height:90px !important}", ["a"]],
    ["proportions and a width", ".a { aspect-ratio: 4 / 3; width: 100%; }", ["a"]],
    ["a size as a part of another element", ".post > img.a.b, p .c { width: 1px; height: 1px }", ["a", "b", "c"]],
    [
      "a size in SCSS",
      ".post {\n  // It's round.\n  img.a { height: $size; width: $size; @include x { margin: 0 } }\n}",
      ["a"],
    ],
    [
      "a size after a comment and a URL",
      '/* .z { */ .x { background: url("a;}.png") } .a { width: 1px; height: 1px }',
      ["a"],
    ],
    ["a size in a layer", "@layer base { .a { width: 1px; height: 1px } }", ["a"]],
    // These reserve no space, or only sometimes.
    ["a width alone", ".a { width: 90px }", []],
    ["a height that follows from the image", ".a { width: 100%; height: auto }", []],
    ["a height in percent", ".a { width: 90px; height: 100% }", []],
    ["limits", ".a { max-width: 90px; max-height: 90px }", []],
    ["a size on some screens", "@media (min-width: 9em) { .a { width: 1px; height: 1px } }", []],
    ["a size in a state", ".a:hover { width: 1px; height: 1px }", []],
    ["a size of another element", "div.a { width: 1px; height: 1px } .b span { width: 1px; height: 1px }", []],
    ["a sheet that ends early", ".a { width: 1px; height: 1px", []],
  ])("%s", (_, css, classes) => {
    expect(classesSizedBy(css)).toEqual(classes);
  });
});

it("stylesheets of any shape are read in bounded work", () => {
  const long = 300_000;
  const sheets = ["/* ", '"', "'x ", "{", ".a{", "a: ", " ", ".a", ".a,", "a b", "@media{", "//"];
  const size = ".a { width: 1px; height: 1px }";
  expect(sheets.map((part) => classesSizedBy(size + part.repeat(long)))).toEqual(sheets.map(() => ["a"]));
  expect(classesSizedBy(`${"{".repeat(long)}${"}".repeat(long)}${size}`)).toEqual(["a"]);
});

it("stylesheets are found in the folders of the site and of its themes", () => {
  const css = (name: string) => `.${name} { width: 1px; height: 1px }`;
  const files = {
    "assets/css/a.scss": css("a"),
    "source/css/b.css": css("b"),
    "themes/ferry/static/deep/c.css": css("c"),
    "node_modules/x/d.css": css("d"),
    "assets/e.txt": css("e"),
  };
  for (const [name, text] of Object.entries(files)) put(name, text);
  expect([...sizedClasses(at())].sort()).toEqual(["a", "b", "c"]);
});

it("an image with such a class needs no width and height", async () => {
  put("hugo.toml", "");
  put("assets/a.css", ".sized { width: 90px; height: 90px }");
  const image = (name: string) =>
    `<img class="round ${name}" src="https://a.example/${name}.png" alt="" data-size="9,9">`;
  put("content/a.md", `---\ntitle: A\n---\n${image("sized")}\n\n${image("other")}\n`);
  const { files } = await lint({ paths: ["content"], cwd: at(), offline: true, cache: false, concurrency: "off" });
  const violations = files.flatMap((file) => file.violations).filter(({ rule }) => rule === "image/dimensions");
  expect(violations.map(({ line }) => line)).toEqual([6]);
});

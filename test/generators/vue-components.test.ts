/** Ids that components of Vue in the files of a VitePress site give its pages. */
import { readdirSync, utimesSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { lint } from "../../src/index.js";
import { scratch } from "../support/scratch.js";

const { at, put } = scratch("stet-vue-components-");
let count = 0;

const config = { ".vitepress/config.mts": "export default {};\n" };
const template = (html: string, script = "") =>
  `${script === "" ? "" : `<script setup>\n${script}\n</script>\n\n`}<template>\n${html}\n</template>\n`;
/** Alone on its line and without content, such a component may show any headings. */
const page = (component: string, imports = "") =>
  `${imports === "" ? "" : `<script setup>\n${imports}\n</script>\n\n`}# A\n\n${component}\n\n[a](#gone) [b](#port)\n`;

/** The fragments that are reported. */
async function reported(files: Readonly<Record<string, string>>, cache = false): Promise<string[]> {
  const name = `site-${count++}`;
  for (const [file, text] of Object.entries({ ...config, ...files })) put(`${name}/${file}`, text);
  const results = await lint({ paths: ["."], cwd: at(name), offline: true, cache, concurrency: "off" });
  return results.files
    .flatMap(({ violations }) => violations)
    .flatMap(({ rule, message }) => (rule === "link/fragment" ? (/"(#[^"]*)"/.exec(message)?.[1] ?? []) : []));
}

describe("a component that the article imports", () => {
  const imports = "import Card from './parts/Card.vue'";
  it("has the ids of its template, and of the components in it, also if it is in itself", async () => {
    const files = {
      "a/a.md": page("<Card />", imports),
      "a/parts/Card.vue": template(
        "<div><inner-part v-if='x' /><Card /></div>",
        "import InnerPart from '../Inner.vue'",
      ),
      "a/Inner.vue": template('<p id="port"><slot /></p><Card />', "import Card from './parts/Card.vue'"),
    };
    expect(await reported(files)).toEqual(["#gone"]);
  });

  it("has unknown ids if a program makes them", async () => {
    const made = [
      template('<p :id="name" />'),
      template('<p v-bind="all" />'),
      template('<div v-html="html" />'),
      template('<component :is="tag" />'),
      template("<p ref='a' />", "onMounted(() => { a.value.innerHTML = html })"),
      template("<div><Chart /></div>", "import Chart from 'charts-of-others'"),
      "<script>\nexport default { render: () => h('p', { id: 'port' }) }\n</script>\n",
      '<template lang="pug">\np#port\n</template>\n',
    ];
    for (const text of made)
      expect([text, await reported({ "a.md": page("<Card />", imports), "parts/Card.vue": text })]).toEqual([text, []]);
    expect(await reported({ "a.md": page("<Card />", imports) })).toEqual([]);
    expect(await reported({ "a.md": page("<Card />", "import Card from 'cards-of-others'") })).toEqual([]);
  });

  it("has the ids that are written without quotes, and the names of links", async () => {
    const text = template("<p id=port>A</p><a name='gone'></a>");
    expect(await reported({ "a.md": page("<Card />", imports), "parts/Card.vue": text })).toEqual([]);
    const others = template("<p id=other>A</p><b name='gone' title='id=port'></b>");
    expect(await reported({ "a.md": page("<Card />", imports), "parts/Card.vue": others })).toEqual(["#gone", "#port"]);
  });

  it("has the ids after a comment, and not those in it", async () => {
    const text = template("<!-- <p id='gone' /> --><!--><p id='port' /><!-- -->");
    expect(await reported({ "a.md": page("<Card />", imports), "parts/Card.vue": text })).toEqual(["#gone"]);
  });

  it("has unknown ids with a directive of the site or of a package, and not with those of Vue", async () => {
    const directive = template(`<p v-anchor="'port'">A</p>`, "import { vAnchor } from './directives'");
    const parts = { "parts/directives.ts": "export const vAnchor = { mounted: apply };\n" };
    expect(await reported({ "a.md": page("<Card />", imports), "parts/Card.vue": directive, ...parts })).toEqual([]);
    const own = template(
      "<p v-if='a' v-bind:class='b' v-on:click='c' @blur='d'>A</p><p v-else v-once v-text='e' /><li v-for='f in g' :key='f' />",
    );
    expect(await reported({ "a.md": page("<Card />", imports), "parts/Card.vue": own })).toEqual(["#gone", "#port"]);
  });

  it("has unknown ids if a function of its script or in its template changes elements", async () => {
    const made = [
      template("<p :ref='decorate'>A</p>", "const decorate = (el) => Object.assign(el, { id: 'port' })"),
      template("<p @vue:mounted='({ el }) => { el.id = name }'>A</p>"),
      template("<p ref='a'>A</p>", "onMounted(() => { a.value['id'] = 'port' })"),
      template("<Other />", "const Other = () => h ('p', { id: 'port' })"),
      `<script src="./card.js"></script>\n${template("<p>A</p>")}`,
      `  <script setup generic="T extends A<B>">\n  onMounted(() => { a.id = b })\n  </script>\n${template("<p>A</p>")}`,
    ];
    for (const text of made)
      expect([text, await reported({ "a.md": page("<Card />", imports), "parts/Card.vue": text })]).toEqual([text, []]);
    const quiet = template("<p :ref='keep'>A</p>", "const all = Object.assign({}, one)\nif (a.id === 'port') b()");
    expect(await reported({ "a.md": page("<Card />", imports), "parts/Card.vue": quiet })).toEqual(["#gone", "#port"]);
  });

  it("has unknown ids if a script that it imports may change elements, or cannot be read", async () => {
    const found = (script: string, more: Readonly<Record<string, string>> = {}) =>
      reported({ "a.md": page("<Card />", imports), "parts/Card.vue": template("<p>A</p>", script), ...more });
    const changing = "export const addIds = (el) => { el.firstChild.id = 'port' }\n";
    const call = "import { addIds } from './ids.js'\nonMounted(() => addIds(document.body))";
    expect(await found(call, { "parts/ids.ts": changing })).toEqual([]);
    expect(await found(call, { "parts/ids.ts": "export * from '../more'\n", "more/index.js": changing })).toEqual([]);
    expect(await found(call)).toEqual([]);
    expect(await found("import '@/ids'")).toEqual([]);
    const quiet = { "parts/ids.ts": "import './ids.js'\nexport const addIds = (el) => el.focus()\n" };
    const others = "import { ref } from 'vue'\nimport all from './all.json'\nimport { data } from './all.data'";
    expect(await found(`${call}\n${others}`, quiet)).toEqual(["#gone", "#port"]);
  });

  it("is read in few steps, however many marks without an end it has", async () => {
    const texts = [
      `<template>\n${"<!--".repeat(50_000)}\n</template>\n`,
      "<template>\n".repeat(20_000),
      "<script>\n".repeat(25_000),
      `<script>\n${"\n".repeat(200_000)}`,
      `<script>\n${`import ${" ".repeat(1900)}\n`.repeat(100)}</script>`,
    ];
    for (const text of texts)
      expect(await reported({ "a.md": page("<Card />", imports), "parts/Card.vue": text })).toEqual([]);
  });

  it("may be outside of the site, and is not read there", async () => {
    put("outside/Card.vue", template("<p />"));
    expect(await reported({ "a.md": page("<Card />", "import Card from '../outside/Card.vue'") })).toEqual([]);
  });
});

describe("a component that all articles may use", () => {
  const theme =
    "import Card from './Card.vue'\nexport default { enhanceApp({ app }) { app.component('HarbourCard', Card) } }\n";
  it("has the ids of the file that the theme registers under its name", async () => {
    const files = {
      ".vitepress/theme/index.ts": theme,
      ".vitepress/theme/Card.vue": template("<p class='card'>A</p>"),
      "a.md": page("<HarbourCard />"),
      "b.md": page("<harbour-card />"),
    };
    expect(await reported(files)).toEqual(["#gone", "#port", "#gone", "#port"]);
  });

  it("has unknown ids if it is registered twice, elsewhere, or from a package", async () => {
    const other =
      "import Other from 'cards-of-others'\nexport const more = (app) => app.component('HarbourCard', Other)\n";
    const files = {
      ".vitepress/theme/index.ts": theme,
      ".vitepress/theme/more.ts": other,
      ".vitepress/theme/Card.vue": template("<p>A</p>"),
      "a.md": page("<HarbourCard />"),
      "b.md": page("<Card />"),
    };
    expect(await reported(files)).toEqual([]);
  });

  it("has the name of its file if the site registers components by their names", async () => {
    const files = {
      ".vitepress/theme/index.ts": "const all = import.meta.glob('./parts/*.vue')\n",
      ".vitepress/theme/parts/Card.vue": template("<p>A</p>"),
      "a.md": page("<Card />"),
    };
    expect(await reported(files)).toEqual(["#gone", "#port"]);
    expect(await reported({ ...files, "other/Card.vue": template("<p :id='a' />") })).toEqual([]);
  });

  // The page that VitePress 1.6.4 makes of each of them has headings without ids.
  it("adds no ids if it is one of VitePress", async () => {
    const imports = "import { VPTeamMembers, VPFeatures } from 'vitepress/theme'";
    for (const component of [
      "<Badge />",
      "<VPTeamMembers :members='all' />",
      "<VPFeatures />",
      "<ClientOnly />",
      "<Teleport to='#a' />",
    ])
      expect(await reported({ "a.md": page(component, imports) })).toEqual(["#gone", "#port"]);
  });
});

it("a component that is changed changes what a second run finds, although the article is in the cache", async () => {
  vi.stubEnv("XDG_CACHE_HOME", at("cache"));
  const name = "cached";
  const write = (file: string, text: string) => put(`${name}/${file}`, text);
  write(".vitepress/config.mts", "export default {};\n");
  for (let number = 0; number < 80; number++) write(`a/${number}.md`, "# A\n");
  write("b.md", page("<Card />", "import Card from './parts/Card.vue'"));
  for (const file of readdirSync(at(name, "a"))) utimesSync(at(name, "a", file), 1, 1);
  utimesSync(at(name, "b.md"), 1, 1);
  const found = async (html: string) => {
    write("parts/Inner.vue", template(html));
    write("parts/Card.vue", template("<Inner />", "import Inner from './Inner.vue'"));
    const { files } = await lint({ paths: ["."], cwd: at(name), offline: true, concurrency: "off" });
    return files.flatMap(({ violations }) => violations.filter(({ rule }) => rule === "link/fragment")).length;
  };
  expect(await found("<p>A</p>")).toBe(2);
  expect(await found('<p id="port">A</p>')).toBe(1);
  expect(await found('<p :id="port">A</p>')).toBe(0);
  vi.unstubAllEnvs();
});

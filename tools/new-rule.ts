/**
 * `npm run new-rule image/foo`: the three files of a rule (code, page, test), which pass as they are, its words in the
 * catalog, and all that is generated from rules. The rule finds an element of its own making; it is off until it has a meaning.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

const summary = (element: string) => `No article has an ${element} element`;
const code = (name: string, element: string) => `import { defineRule, say } from "../../src/rule.js";

export default defineRule({
  name: "${name}",
  summary: "${summary(element)}",
  severity: "off",
  messages: {
    found: (d: { tag: string }) => say\`<\${d.tag}> means nothing: remove it\`,
  },

  element: {
    "${element}"({ startTag, tag }, { report }) {
      report("found", { at: { start: startTag.start + 1, end: startTag.start + 1 + tag.length }, data: { tag } });
    },
  },
});
`;

const page = (name: string, element: string) => `# ${name}

${summary(element)}

What this asks for, and why: what a reader, a site or a machine has of it.

## Bad

\`\`\`html
<${element}>渡口</${element}>
\`\`\`

\`\`\`text
1:2 <${element}> means nothing: remove it
\`\`\`

## Good

\`\`\`html
<p>渡口</p>
\`\`\`

## Options

None.

## Fixes

None.
`;

const test = (
  name: string,
  element: string,
  identifier: string,
) => `import ${identifier} from "../../../rules/${name}.js";
import { testRule } from "../../support/rule-tester.js";

testRule(${identifier}, {
  accepts: [{ name: "other elements", article: "<p>渡口</p>\\n" }],
  rejects: [
    {
      name: "the element, where its name stands",
      article: "<p><«${element}»>渡口</${element}></p>\\n",
      says: "<${element}> means nothing: remove it",
    },
  ],
});
`;

/** The catalog of the family with the words of one more rule, which a person puts better. */
function withWords(catalog: string, name: string, element: string): string {
  const words = Object.entries({
    [summary(element)]: `文章中没有 ${element} 元素`,
    "<{0}> means nothing: remove it": "<{0}> 没有意义：请删除",
  }).filter(([english]) => !catalog.includes(`"${english}":`));
  const lines = words.map(([english, chinese]) => `  "${english}": "${chinese}",\n`).join("");
  return catalog.replace(/^\};\s*$/m, `\n  // ${name}\n${lines}};\n`);
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

const [name = ""] = process.argv.slice(2);
const [, family = "", short = ""] = /^([a-z][a-z\d]*(?:-[a-z\d]+)*)\/([a-z][a-z\d]*(?:-[a-z\d]+)*)$/.exec(name) ?? [];
if (!short) fail(`"${name}" is no name of a rule: write it as npm run new-rule image/foo`);
const families = readdirSync(path.join(root, "rules"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
if (!families.includes(family)) fail(`there is no family "${family}": the families are ${families.join(", ")}`);

const element = `x-${short}`;
const identifier = short.replace(/-([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
const files = {
  [`rules/${name}.ts`]: code(name, element),
  [`rules/${name}.md`]: page(name, element),
  // A rule may be named as a word that is taken, such as "default".
  [`test/rules/${name}.test.ts`]: test(name, element, `${identifier}Rule`),
};
for (const file of Object.keys(files)) if (existsSync(path.join(root, file))) fail(`${file} is there already`);
const catalog = path.join(root, `src/locale/zh-CN/rules-${family}.ts`);
writeFileSync(catalog, withWords(readFileSync(catalog, "utf8"), name, element));
for (const [file, content] of Object.entries(files)) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), content);
}
const jiti = path.join(root, "node_modules/jiti/lib/jiti-cli.mjs");
const { status } = spawnSync(process.execPath, [jiti, "tools/generate.ts"], { cwd: root, stdio: "inherit" });
if (status !== 0) fail("the files are written, and what is generated from them is not: see above");
console.log(`Wrote ${Object.keys(files).join(", ")}, and its words in Chinese into ${path.relative(root, catalog)}.
Next: give the rule its meaning, then npx vitest run test/rules/${name}.test.ts test/pages.test.ts test/locale.test.ts and npm run generate`);

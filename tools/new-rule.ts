/**
 * `npm run new-rule image/foo`: creates the three files of a rule (code, page, test), which pass all checks, and runs
 * the generators. The rule reports an element that does not exist, and is off, until you write its logic. Its messages
 * are shown in English until somebody translates them.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

const summary = (element: string) => `Disallow ${element} elements`;
const code = (name: string, element: string) => `import { defineRule, t } from "../../src/rule.js";

export default defineRule({
  name: "${name}",
  summary: "${summary(element)}",
  severity: "off",
  messages: {
    unexpected: (d: { tag: string }) => t("${name}.unexpected", "Unexpected <{tag}>. Remove the element.", d),
  },

  element: {
    "${element}"({ startTag, tag }, { report }) {
      report("unexpected", { at: { start: startTag.start + 1, end: startTag.start + 1 + tag.length }, data: { tag } });
    },
  },
});
`;

const page = (name: string, element: string) => `# ${name}

${summary(element)}

What this rule checks, and why: what goes wrong for readers, the site or the generator.

## Bad

\`\`\`html
<${element}>渡口</${element}>
\`\`\`

\`\`\`text
1:2 Unexpected <${element}>. Remove the element.
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
      name: "the element, at its name",
      article: "<p><«${element}»>渡口</${element}></p>\\n",
      messages: "Unexpected <${element}>. Remove the element.",
    },
  ],
});
`;

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

const [name = ""] = process.argv.slice(2);
const [, family = "", short = ""] = /^([a-z][a-z\d]*(?:-[a-z\d]+)*)\/([a-z][a-z\d]*(?:-[a-z\d]+)*)$/.exec(name) ?? [];
if (!short) fail(`"${name}" is not a rule name. Use family/name, for example: npm run new-rule image/foo`);
const families = readdirSync(path.join(root, "rules"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
if (!families.includes(family)) fail(`Unknown family "${family}". The families are ${families.join(", ")}.`);

const element = `x-${short}`;
const identifier = short.replace(/-([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
const files = {
  [`rules/${name}.ts`]: code(name, element),
  [`rules/${name}.md`]: page(name, element),
  // The name of a rule may be a reserved word, such as "default".
  [`test/rules/${name}.test.ts`]: test(name, element, `${identifier}Rule`),
};
for (const file of Object.keys(files)) if (existsSync(path.join(root, file))) fail(`${file} already exists.`);
for (const [file, content] of Object.entries(files)) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), content);
}
const jiti = path.join(root, "node_modules/jiti/lib/jiti-cli.mjs");
const { status } = spawnSync(process.execPath, [jiti, "tools/generate.ts"], { cwd: root, stdio: "inherit" });
if (status !== 0) fail("The files are written, but `npm run generate` failed: see above.");
console.log(`Wrote ${Object.keys(files).join(", ")}.
Next: write the logic of the rule, then run
  npm run format && npm run generate
  npx vitest run test/rules/${name}.test.ts test/pages.test.ts test/locale.test.ts`);

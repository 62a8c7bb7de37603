/** A site whose pages get ids from what they import: articles and components. Its `.md` files are MDX. */
import type { IdSite } from "./ids.js";

const doc = (...lines: readonly string[]): string => `---\ntitle: A\n---\n\n${lines.join("\n\n")}\n`;

const times = 'import Times from "./_times.md"';

export const docusaurusIds: IdSite = {
  content: "theme-doc-markdown",
  files: {
    "website/package.json": '{"dependencies":{"@docusaurus/core":"^3.0.0"}}',
    "website/docusaurus.config.js": `module.exports = {
  title: "Boats",
  url: "https://boats.example",
  baseUrl: "/boats/",
  onBrokenLinks: "ignore",
  onBrokenAnchors: "ignore",
  future: { faster: { swcJsLoader: true, swcJsMinimizer: true, lightningCssMinimizer: true, rspackBundler: true } },
  presets: [["@docusaurus/preset-classic", { docs: { routeBasePath: "/", sidebarPath: false }, blog: false }]],
};
`,
    "website/docs/_times.md": [
      "# Not shown",
      "## Times",
      "## Times",
      "## Prices {#fares}",
      '<a id="quay"></a>',
      "### A `code` & *more*",
      "",
    ].join("\n\n"),
    "website/docs/_outer.mdx": [
      times,
      'import Inner from "./more/_inner.mdx"',
      "## Outer",
      "{true && <Times />}",
      "<Inner />",
      "",
    ].join("\n\n"),
    "website/docs/more/_inner.mdx": ['import Side from "../_side.mdx"', "## Inner", "<Side />", ""].join("\n\n"),
    "website/docs/_side.mdx": "## Side\n\n### By hand {/* #hand */}\n\n<b id={\"one\"}></b>\n\n<b id='two' />\n",
    "website/docs/_props.mdx": "## Rope {props.name}\n\n{props.children}\n",
    "website/docs/_computed.mdx": "<i id={props.place}></i>\n",
    "website/src/components/Plain.js": `import React from "react";
import styles from "./plain.module.css";
export default ({ title, children }) => <section className={styles.box}><h2>{title}</h2>{children}</section>;
`,
    "website/src/components/plain.module.css": ".box { color: red }\n",
    "website/src/components/Places/index.tsx": `import Heading from "@theme/Heading";
import Plain from "../Plain";
export const Places = (): JSX.Element => <div id="places"><Heading as="h2" id="themed">A</Heading><Plain title="B" /></div>;
`,
    "website/src/components/Showing.tsx": `import React from "react";
import Side from "@site/docs/_side.mdx";
export default function Showing() { return <Side />; }
`,
    "website/src/components/Computing.js": `import React from "react";
export default ({ of }) => <p id={of.toLowerCase()}>{of}</p>;
`,
    "website/src/theme/MDXComponents.js": `import MDXComponents from "@theme-original/MDXComponents";
import Side from "@site/docs/_side.mdx";
import Plain from "@site/src/components/Plain";
export default { ...MDXComponents, Beside: Side, Plain };
`,
    "website/docs/own.md": doc(times, "## Times", "<Times />"),
    "website/docs/site.md": doc('import Times from "@site/docs/_times.md"', "## Site", "Text <Times />"),
    "website/docs/unused.md": doc(times, "## Unused"),
    "website/docs/condition.md": doc(times, "## Condition", "{1 + 1 === 2 ? <Times /> : null}"),
    "website/docs/tabs.md": doc(
      'import Tabs from "@theme/Tabs";\nimport TabItem from "@theme/TabItem";',
      'import Times from "./_times.md"\nimport Outer from "./_outer.mdx"',
      '<Tabs>\n<TabItem value="a">\n\n<Times />\n\n</TabItem>\n<TabItem value="b">\n\n<Outer />\n\n</TabItem>\n</Tabs>',
    ),
    "website/docs/nested.md": doc('import Outer from "./_outer.mdx"', "<Outer />"),
    "website/docs/props.md": doc(
      'import Rope from "./_props.mdx"',
      '<Rope name="Nets" id="given">\n\n## Child\n\n</Rope>',
    ),
    "website/docs/computed.md": doc('import Place from "./_computed.mdx"', '<Place place="chosen" />'),
    "website/docs/required.md": doc('export const Required = require("./_times.md").default', "<Required />"),
    "website/docs/page.md": doc(
      'import Page from "./own.md"\nimport * as All from "./_side.mdx"',
      "<Page />\n\n<All.default />",
    ),
    "website/docs/fenced.md": doc(
      `\`\`\`mdx-code-block\n${times}\n\`\`\``,
      "## Fenced",
      "````mdx-code-block\n<Times />\n\n## In it\n````",
      "```mdx\n## Code\n```",
    ),
    "website/docs/text.md": `---\ntitle: A\nmdx:\n  format: md\n---\n\n${times}\n\n## Text\n`,
    "website/docs/components.md": doc(
      'import Plain from "@site/src/components/Plain"\nimport { Places } from "@site/src/components/Places"',
      'import Showing from "../src/components/Showing"',
      '<Plain title="C" />',
      "<Places />",
      "<Showing />",
    ),
    "website/docs/global.md": doc("## Global", "<Beside />", '<Plain title="D" />'),
    "website/docs/cards.md": doc(
      'import DocCardList from "@theme/DocCardList"',
      "## Cards",
      "<DocCardList items={[]} />",
    ),
    "website/docs/computing.md": doc(
      'import Computing from "@site/src/components/Computing"',
      '<Computing of="Boats">\n\n## In it\n\n</Computing>',
    ),
  },
  pages: Object.fromEntries(
    "own site unused condition tabs nested props computed required page fenced text components global cards computing"
      .split(" ")
      .map((name) => [`website/docs/${name}.md`, `${name}/index.html`]),
  ),
};

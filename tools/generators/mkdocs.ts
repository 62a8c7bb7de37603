/** https://www.mkdocs.org */
import { readFileSync } from "node:fs";
import path from "node:path";
import { pythonMarkdownPages } from "../../test/generators/pages/python-markdown.js";
import { run } from "./run.js";
import type { PageRecorder } from "./types.js";

/** Writes the content of each page. */
const hook = `
import json
pages = {}
def on_page_content(html, page, config, files):
    pages[page.file.src_path[:-3]] = html
    return html
def on_post_build(config):
    json.dump(pages, open("record.json", "w"))
`;

/** The extensions of many sites: https://squidfunk.github.io/mkdocs-material/setup/extensions/ */
export const manyExtensions = `markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - toc:
      permalink: true
  - pymdownx.caret
  - pymdownx.details
  - pymdownx.keys
  - pymdownx.magiclink
  - pymdownx.mark
  - pymdownx.snippets
  - pymdownx.superfences
  - pymdownx.tabbed:
      alternate_style: true
  - pymdownx.tasklist:
      custom_checkbox: true
  - pymdownx.tilde
`;

/** @param settings lines of mkdocs.yml. */
export const mkdocsPages = (settings: string): PageRecorder => ({
  articles: pythonMarkdownPages,
  files: {
    "mkdocs.yml": `site_name: Ferry\nplugins: []\nhooks: [record.py]\n${settings}`,
    "record.py": hook,
    "docs/index.md": "# Home\n",
    "shared/hours.md": "## Hours\n\nFrom **nine**.\n",
  },
  place: (article) => `docs/${article}.md`,
  async build({ site, zone, articles }) {
    const version = /[\d.]+\d/.exec(run("mkdocs", ["--version"], site, zone).stdout)?.[0] ?? "";
    const { status, stderr } = run("mkdocs", ["build", "--quiet"], site, zone);
    if (status !== 0) throw new Error(stderr);
    const pages: Record<string, string> = JSON.parse(readFileSync(path.join(site, "record.json"), "utf8"));
    return {
      version: `MkDocs ${version}`,
      pages: Object.fromEntries(articles.map((one) => [one, pages[one] ?? { failed: "no page" }])),
    };
  },
});

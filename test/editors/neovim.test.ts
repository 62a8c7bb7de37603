/** The setup for Neovim in docs/editors.md, in the Neovim of this machine (Debian has 0.7), as a user has it. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";
import { makeSite, type Site } from "../support/site.js";

const [, major = "", minor = ""] =
  /^NVIM v(\d+)\.(\d+)/.exec(spawnSync("nvim", ["--version"], { encoding: "utf8" }).stdout ?? "") ?? [];
const isThere = minor !== "";
if (!isThere) console.warn("NOTE: nvim is not installed: the setup for Neovim is not tested");

/** The setup for this version. */
function setup(): string {
  const page = readFileSync(path.join(packageRoot(), "docs/editors.md"), "utf8");
  const isNew = Number(major) > 0 || Number(minor) >= 11;
  const start = page.indexOf(isNew ? "With Neovim 0.11" : "With Neovim 0.7");
  return /```lua\n([\s\S]*?)```/.exec(page.slice(start))?.[1] ?? "";
}

/** What the editor does once the server has answered. Prints one line of JSON. */
const session = `
local function wait(holds) return vim.wait(20000, holds, 50) end
local out = {}
wait(function() return #vim.diagnostic.get(0) > 0 end)
out.diagnostics = {}
for _, one in ipairs(vim.diagnostic.get(0)) do
  table.insert(out.diagnostics, { line = one.lnum + 1, column = one.col + 1, code = one.code })
end
local function go(line, column)
  vim.api.nvim_win_set_cursor(0, { line, column })
end
vim.cmd("write")
go(5, 8)
vim.api.nvim_feedkeys("gd", "mx", false)
wait(function() return vim.fn.expand("%:t") == "ferry.md" end)
out.definition = vim.fn.expand("%:t")
vim.cmd("edit! source/_posts/a.md")
go(5, 8)
local params = vim.lsp.util.make_position_params()
local found = vim.lsp.buf_request_sync(0, "textDocument/completion", params, 20000) or {}
out.completion = {}
for _, response in pairs(found) do
  for _, item in ipairs(vim.lsp.util.text_document_completion_list_to_complete_items(response.result, "")) do
    table.insert(out.completion, item.word)
  end
end
vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes("<leader>f", true, false, true), "mx", false)
wait(function() return not vim.api.nvim_buf_get_lines(0, 0, -1, false)[6]:find("</em>", 1, true) end)
out.fixed = vim.api.nvim_buf_get_lines(0, 5, 6, false)[1]
vim.fn.writefile({ vim.fn.json_encode(out) }, "out.json")
vim.cmd("qall!")
`;

describe.skipIf(!isThere)("the setup for Neovim", () => {
  let site: Site;
  beforeAll(async () => {
    const program = path.join(packageRoot(), "bin/stet.js");
    site = await makeSite({
      "_config.yml": "url: https://news.example\npermalink: :year/:title/\n",
      "package.json": JSON.stringify({ dependencies: { hexo: "^8.0.0" } }),
      "stet.config.json": JSON.stringify({ extends: [], rules: { "html/stray-end-tag": "error" } }),
      "source/_posts/ferry.md": "---\ntitle: 渡口\ndate: 2024-05-01 08:00:00\n---\n一。\n",
      "source/_posts/a.md": "---\ntitle: 甲\ndate: 2024-05-02 08:00:00\n---\n[渡](/2024/ferry/)\n<p>一。</em></p>\n",
      "init.lua": setup().replace("offline = false", "offline = true"),
      "session.lua": session,
      "bin/stet": `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`,
    });
    spawnSync("chmod", ["+x", path.join(site.folder, "bin/stet")]);
    mkdirSync(path.join(site.folder, "home"));
  });
  afterAll(() => site.remove());

  it("shows violations, goes to definitions, completes addresses and applies fixes", async () => {
    const { status, stderr } = spawnSync(
      "nvim",
      ["--headless", "-u", "init.lua", "-i", "NONE", "source/_posts/a.md", "-c", "luafile session.lua"],
      {
        cwd: site.folder,
        encoding: "utf8",
        timeout: 60_000,
        env: {
          ...process.env,
          PATH: `${path.join(site.folder, "bin")}${path.delimiter}${process.env.PATH}`,
          HOME: path.join(site.folder, "home"),
          XDG_CACHE_HOME: path.join(site.folder, ".cache"),
        },
      },
    );
    expect({ status, stderr: stderr.trim() }).toMatchObject({ status: 0 });
    expect(JSON.parse(await site.read("out.json"))).toEqual({
      // The column counts bytes, as Neovim does.
      diagnostics: [{ line: 6, column: 10, code: "html/stray-end-tag" }],
      definition: "ferry.md",
      completion: ["/2024/ferry/"],
      fixed: "<p>一。</p>",
    });
  }, 90_000);
});

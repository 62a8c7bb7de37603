/**
 * Drives the extension in a real VS Code server (code-server) in Chromium, as a user would, and prints what it has seen:
 *
 *     npm run build:vscode
 *     npm install --prefix /tmp/code code-server     (with the version of Node that it asks for)
 *     npx jiti tools/drive-vscode.ts --code-server /tmp/code [--node /path/to/node] [--shots FOLDER]
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { chromium, type Page } from "playwright-core";
import { root } from "./bundle-options.js";

const { values } = parseArgs({
  options: { "code-server": { type: "string" }, node: { type: "string" }, shots: { type: "string" } },
});
const install = values["code-server"];
if (install === undefined) throw new Error("Usage: npx jiti tools/drive-vscode.ts --code-server FOLDER");
const node = values.node ?? process.execPath;
const entry = path.join(install, "node_modules/code-server/out/node/entry.js");
const out = path.join(root, "editors/vscode/out");
const vsix = (await readdir(out)).find((name) => name.endsWith(".vsix"));
if (vsix === undefined) throw new Error("Run npm run build:vscode first.");

const port = 8917;
/** The site from which an image is copied. */
const harbor = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
const images = createServer((_, response) => {
  response.setHeader("content-type", "image/png").end(harbor);
}).listen(0, "127.0.0.1");
await new Promise((resolve) => images.once("listening", resolve));
const image = `http://127.0.0.1:${(images.address() as AddressInfo).port}/harbor.png`;
const work = await mkdtemp(path.join(tmpdir(), "stet-vscode-"));
const site = path.join(work, "site");
const files: Record<string, string> = {
  "_config.yml": "url: https://news.example/blog\nroot: /blog/\npermalink: :year/:title/\n",
  "package.json": JSON.stringify({ dependencies: { hexo: "^8.0.0" } }),
  "stet.config.json": JSON.stringify({
    extends: [],
    rules: { "html/stray-end-tag": "error", "image/alt": "warn" },
    images: { allowHosts: ["127.0.0.1"] },
  }),
  "source/_posts/ferry.md": "---\ntitle: 渡口\ndate: 2024-05-01 08:00:00\n---\n一。\n\n## 时刻表\n\n二。\n",
  "source/_posts/a.md":
    "---\ntitle: 甲\ndate: 2024-05-02 08:00:00\n---\n[渡](/blog/2024/ferry/#时刻表)\n<p>一。</em></p>\n\n\n",
  "source/img/map.png": "png",
};
for (const [name, content] of Object.entries(files)) {
  await mkdir(path.dirname(path.join(site, name)), { recursive: true });
  await writeFile(path.join(site, name), content);
}
const folders = ["--user-data-dir", path.join(work, "data"), "--extensions-dir", path.join(work, "extensions")];
const installed = spawnSync(node, [entry, ...folders, "--install-extension", path.join(out, vsix)], {
  encoding: "utf8",
});
console.log(installed.stdout.trim().split("\n").at(-1));
await mkdir(path.join(work, "data/User"), { recursive: true });
await writeFile(
  path.join(work, "data/User/settings.json"),
  JSON.stringify({
    "workbench.startupEditor": "none",
    "security.workspace.trust.startupPrompt": "never",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "editor.wordBasedSuggestions": "off",
  }),
);
const server = spawn(
  node,
  [
    entry,
    "--auth",
    "none",
    "--bind-addr",
    `127.0.0.1:${port}`,
    "--disable-telemetry",
    "--disable-update-check",
    ...folders,
  ],
  { stdio: "ignore" },
);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  for (let tries = 0; tries < 60; tries++) {
    if ((await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined))?.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(30_000);
  await page.goto(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(site)}`);
  await drive(page).catch(async (error: unknown) => {
    console.log(await page.locator(".statusbar-item").evaluateAll((all) => all.map((one) => one.ariaLabel)));
    if (values.shots !== undefined) await page.screenshot({ path: path.join(values.shots, "failed.png") });
    throw error;
  });
} finally {
  await browser.close();
  server.kill();
  images.close();
  await rm(work, { recursive: true, force: true });
}

async function drive(page: Page): Promise<void> {
  const shot = async (name: string) => {
    console.log(await page.locator(".statusbar-item").evaluateAll((all) => all.map((one) => one.ariaLabel)));
    if (values.shots !== undefined) await page.screenshot({ path: path.join(values.shots, `${name}.png`) });
  };
  const seen = (what: string, value: unknown) => console.log(`${what}: ${JSON.stringify(value)}`);
  const command = async (text: string) => {
    await page.keyboard.press("F1");
    await page.locator(".quick-input-widget input").fill(`>${text}`);
    await page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first().click();
  };
  const openFile = async (name: string) => {
    await page.keyboard.press("Control+P");
    await page.locator(".quick-input-widget input").fill(name);
    await page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".tab.active", { hasText: name }).waitFor();
  };
  // After a preview, quick open would not get the keys.
  const showArticle = () =>
    page
      .locator(".tab", { hasText: /^a\.md/ })
      .first()
      .click();
  const status = page.locator('.statusbar-item[id="stet.stet.stet"], .statusbar-item[id*="stet"]').first();
  const tooltip = async () => (await status.getAttribute("aria-label")) ?? "";
  const isReady = async () => {
    await status.locator(".codicon-check, .codicon-error").first().waitFor();
    return tooltip();
  };
  const goToLine = async (line: string) => {
    await page.keyboard.press("Control+G");
    await page.locator(".quick-input-widget input").fill(`:${line}`);
    await page.keyboard.press("Enter");
  };

  await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
  await openFile("a.md");
  seen("in Restricted Mode", await isReady());
  await command("stet: Show the output");
  await page.waitForTimeout(3000);
  await shot("restricted");
  await command("Workspaces: Manage Workspace Trust");
  await page.locator(".workspace-trust-editor .monaco-button", { hasText: "Trust" }).first().click();
  await page.locator(".workspace-trust-editor.trusted").waitFor();
  await page.locator(".codicon-close:visible").first().click();
  await page.locator(".workspace-trust-editor").waitFor({ state: "hidden" });
  await page.locator('.statusbar-item[aria-label*="(of the extension)"]').waitFor();
  seen("in a trusted folder", await isReady());
  await openFile("a.md");
  await page.locator(".squiggly-error").first().waitFor();
  await command("View: Toggle Problems");
  seen("problems", await page.locator(".markers-panel .monaco-list-row").allInnerTexts());
  await shot("problems");
  await page.keyboard.press("Escape");
  await command("View: Toggle Problems");

  await openFile("a.md");
  await goToLine("6,3");
  await command("stet: Explain the problem at the cursor");
  await page.locator(".tab", { hasText: "stray-end-tag" }).waitFor();
  seen("explain opens", await page.locator(".tab", { hasText: "stray-end-tag" }).textContent());
  await shot("explain");
  await showArticle();
  await goToLine("5,12");
  await page.keyboard.press("F12");
  await page.locator(".tab.active", { hasText: "ferry.md" }).waitFor();
  await page.locator('.statusbar-item[id="status.editor.selection"]', { hasText: "Ln 7" }).waitFor();
  seen("definition", await page.locator('.statusbar-item[id="status.editor.selection"]').textContent());

  await showArticle();
  await goToLine("8,1");
  await page.keyboard.type("![图](");
  await page.keyboard.press("Control+Space");
  await page.locator(".suggest-widget .monaco-list-row").first().waitFor();
  seen("images", await page.locator(".suggest-widget .monaco-list-row").allInnerTexts());
  await shot("completion");
  await page.keyboard.press("Enter");

  await command("stet: Apply all safe fixes");
  await page.locator(".squiggly-error").first().waitFor({ state: "detached" });
  await page.keyboard.press("Control+S");
  await page.waitForTimeout(1000);
  seen("saved", await readFile(path.join(site, "source/_posts/a.md"), "utf8"));

  await goToLine("9,1");
  await page.keyboard.type(`![港](${image})`);
  await page.waitForTimeout(1000);
  await command("stet: Copy an image of another site to this site");
  await page.locator(".view-lines", { hasText: "harbor.png" }).first().waitFor();
  await page.waitForTimeout(3000);
  await page.keyboard.press("Control+S");
  await page.waitForTimeout(1000);
  await shot("localize");
  seen("notifications", await page.locator(".notification-list-item-message").allTextContents());
  seen("with a copied image", await readFile(path.join(site, "source/_posts/a.md"), "utf8"));
  seen("in the folder", (await readdir(path.join(site, "source"), { recursive: true })).sort());

  await command("stet: Restart the server");
  seen("after a restart", await isReady());
  await command("stet: Show the output");
  await page.locator(".output-view-container, .panel .monaco-editor").first().waitFor();
  await page.waitForTimeout(1000);
  await shot("output");
}

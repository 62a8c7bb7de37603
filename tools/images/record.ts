/**
 * Records what Chromium shows for the files of `test/support/image-files/`, and for those in `test/probe/images/made/`.
 * Writes `test/probe/images/chromium.json`. See `--help`.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { imageFiles } from "../../test/support/image-files/index.js";
import { mediaTypes } from "../../test/support/pictures.js";
import { makeFiles } from "./make.js";

const help = `npm run record:images -- [--make] [--sharp FOLDER] [--browser FILE]

  --make              make the files of test/probe/images/made/ anew, with the programs that tools/images/make.ts names
  --sharp FOLDER      a folder in which sharp is installed, for --make
  --browser FILE      Chromium (default: /usr/bin/chromium)
`;

const { values: options } = parseArgs({
  options: {
    make: { type: "boolean", default: false },
    sharp: { type: "string" },
    browser: { type: "string", default: "/usr/bin/chromium" },
    help: { type: "boolean", default: false },
  },
});
if (options.help) {
  console.log(help);
  process.exit(0);
}

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../test/probe/images");
if (options.make)
  for (const missing of await makeFiles(path.join(folder, "made"), options.sharp))
    console.error(`not made: ${missing}`);

const browser = await chromium.launch({
  executablePath: options.browser,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--enable-features=JXLImageFormat"],
});
try {
  const page = await browser.newPage();
  const lines: string[] = [];
  for (const [name, bytes] of Object.entries(imageFiles())) {
    const type = mediaTypes[path.extname(name).slice(1)] ?? "application/octet-stream";
    const url = `data:${type};base64,${bytes.toString("base64")}`;
    // Code of the page, as text: it runs in the browser, whose types stet does not have.
    const shown = await page.evaluate(`new Promise((resolve) => {
      const image = new Image();
      image.onload = () => resolve([image.naturalWidth, image.naturalHeight]);
      image.onerror = () => resolve(null);
      image.src = ${JSON.stringify(url)};
    })`);
    lines.push(`    ${JSON.stringify(name)}: ${JSON.stringify(shown)}`);
  }
  const version = `Chromium ${browser.version()}`;
  writeFileSync(
    path.join(folder, "chromium.json"),
    `{\n  "browser": ${JSON.stringify(version)},\n  "files": {\n${lines.join(",\n")}\n  }\n}\n`,
  );
  console.log(`${version}: ${lines.length} files`);
} finally {
  await browser.close();
}

/**
 * `npm run demo`: starts a local server with the images of the articles in `examples/content`, copies the articles to a
 * temporary folder, and runs stet on them twice: to show the violations, then to show the fixes as a diff.
 */
import { spawn } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { startPictureServer } from "../test/support/picture-server.js";

const here = path.dirname(fileURLToPath(import.meta.url));
const stet = path.join(here, "../bin/stet.js");
const server = await startPictureServer();
const folder = await mkdtemp(path.join(tmpdir(), "stet-demo-"));
try {
  await cp(path.join(here, "content"), path.join(folder, "content"), { recursive: true });
  await cp(path.join(here, "stet.config.json"), path.join(folder, "stet.config.json"));
  for (const name of await readdir(path.join(folder, "content"))) {
    const file = path.join(folder, "content", name);
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replaceAll("PICTURES", server.origin.replace("http://", "")));
  }
  const found = await run("content/");
  await run("--fix-dry-run", "content/");
  console.log(`The image server on ${server.origin} received ${server.requests.length} requests.`);
  // The articles contain violations on purpose: any other exit code is a failure.
  if (found !== 1) throw new Error(`stet ended with ${found}, expected 1 (violations found)`);
} finally {
  await server.close();
  await rm(folder, { recursive: true, force: true });
}

/** Runs stet asynchronously, because the image server runs in this process. */
function run(...args: string[]): Promise<number | null> {
  console.log(`\n$ stet ${args.join(" ")}\n`);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [stet, ...args], { cwd: folder, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", reject);
    child.on("exit", resolve);
  });
}

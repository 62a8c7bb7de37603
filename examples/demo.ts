/**
 * `npm run demo`: serves the pictures that the articles in `examples/content` name from this machine, copies the
 * articles to a temporary folder, and runs stet on them as a person would: first to look, then to see the repairs.
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
  console.log(`The picture server answered ${server.requests.length} requests on ${server.origin}.`);
  // The articles are full of defects: finding none would be the failure.
  if (found !== 1) throw new Error(`stet ended with ${found}, expected 1 (violations found)`);
} finally {
  await server.close();
  await rm(folder, { recursive: true, force: true });
}

/** Runs stet while the server in this process goes on answering. */
function run(...args: string[]): Promise<number | null> {
  console.log(`\n$ stet ${args.join(" ")}\n`);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [stet, ...args], { cwd: folder, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", reject);
    child.on("exit", resolve);
  });
}

/**
 * Builds stet as one executable, `dist/binary/stet`, with the Node that runs this script in it: for users without Node. Run
 * by `npm run build:binary`, after `npm run build`. https://nodejs.org/docs/latest-v20.x/api/single-executable-applications.html
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { inject } from "postject";
import { root } from "./bundle-options.js";
import { bundledPackages, noticesOf } from "./notices.js";
import { packageFiles } from "./package-files.js";

/** The text by which Node finds out whether it has a program in it. */
const fuse = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";

/** @returns the path of the executable. */
export async function buildBinary(folder = path.join(root, "dist/binary")): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const files = new Map<string, Buffer>();
  for (const name of await packageFiles()) files.set(name, await readFile(path.join(root, name)));
  const notices = `${noticesOf("stet", await bundledPackages())}\n${await licenseOfNode()}`;
  files.set("THIRD-PARTY-NOTICES.txt", Buffer.from(notices));

  const list = [...files].map(([name, content]) => [name, content.length, sha256(content, "base64")] as const);
  const digest = sha256(Buffer.from(JSON.stringify(list)), "hex").slice(0, 32);
  const temporary = path.join(folder, "parts");
  await mkdir(temporary);
  const part = (name: string): string => path.join(temporary, name);
  await writeFile(part("index.json"), JSON.stringify({ digest, files: list }));
  await writeFile(
    part("files"),
    brotliCompressSync(Buffer.concat([...files.values()]), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  );
  await writeFile(
    part("sea.json"),
    JSON.stringify({
      main: path.join(root, "tools/binary/start.cjs"),
      output: part("blob"),
      disableExperimentalSEAWarning: true,
      assets: { "index.json": part("index.json"), files: part("files") },
    }),
  );
  run(process.execPath, ["--experimental-sea-config", part("sea.json")]);

  const isMac = process.platform === "darwin";
  const file = path.join(folder, process.platform === "win32" ? "stet.exe" : "stet");
  await copyFile(process.execPath, file);
  await chmod(file, 0o755);
  if (isMac) run("codesign", ["--remove-signature", file]);
  await inject(file, "NODE_SEA_BLOB", await readFile(part("blob")), {
    sentinelFuse: fuse,
    ...(isMac && { machoSegmentName: "NODE_SEA" }),
  });
  if (isMac) run("codesign", ["--sign", "-", file]);
  await writeFile(path.join(folder, "THIRD-PARTY-NOTICES.txt"), notices);
  await rm(temporary, { recursive: true });
  return file;
}

const sha256 = (content: Buffer, encoding: "hex" | "base64"): string =>
  createHash("sha256").update(content).digest(encoding);

function run(program: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} fails: ${error?.message ?? stderr}`);
}

/** Node's distributions have the file; some packages of systems have not. */
async function licenseOfNode(): Promise<string> {
  const file = path.resolve(path.dirname(process.execPath), "../LICENSE");
  const text = await readFile(file, "utf8").catch(
    () => `See https://github.com/nodejs/node/blob/${process.version}/LICENSE\n`,
  );
  return `${"=".repeat(80)}\nNode.js ${process.version} (MIT), and the libraries in it\n\n${text}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(path.relative(process.cwd(), await buildBinary()));

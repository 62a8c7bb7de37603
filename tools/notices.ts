/**
 * The packages that are part of the bundle, and so of the published package. `npm run generate` writes their licenses to
 * `THIRD-PARTY-NOTICES.txt`. As a program it has two more uses, for a release:
 *
 *     npx jiti tools/notices.ts --sbom     prints a bill of materials (CycloneDX)
 *     npx jiti tools/notices.ts --audit    fails if `npm audit` knows a vulnerability of a bundled package
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Metafile } from "esbuild";
import { buildBundle, root, sdkOptions } from "./bundle-options.js";

export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly license: string;
  readonly repository: string;
  /** The texts of its license files. */
  readonly texts: readonly string[];
}

/** Packages that are not in the bundle itself: files next to it, and the data of src/article/html-standard.ts. */
const copied = ["jiti", "@markuplint/html-spec"];

/** The packages with code in the bundle, and those copied next to it, by name. */
export async function bundledPackages(): Promise<BundledPackage[]> {
  const built = { legalComments: "none", write: false, metafile: true } as const;
  const bundle = await buildBundle(".", built);
  const sdk = await build({ ...sdkOptions("."), ...built });
  const folders = new Set(copied.map((name) => `node_modules/${name}`));
  for (const { metafile } of [...bundle, sdk])
    for (const folder of metafile ? packageFolders(metafile) : []) folders.add(folder);
  return packagesIn(folders);
}

/** The folders of the packages with code in what was built, relative to the root. */
export function packageFolders({ outputs }: Metafile): Set<string> {
  const folders = new Set<string>();
  for (const { inputs } of Object.values(outputs))
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      const [folder] = /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [];
      // `part:` is what the bundle contains in place of a module.
      if (folder !== undefined && !file.startsWith("part:") && bytesInOutput > 0) folders.add(folder);
    }
  return folders;
}

/** The packages in these folders, by name. */
export function packagesIn(folders: Iterable<string>): BundledPackage[] {
  return [...folders]
    .map((folder) => readPackage(path.resolve(root, folder)))
    .sort((a, b) => Buffer.compare(Buffer.from(`${a.name} ${a.version}`), Buffer.from(`${b.name} ${b.version}`)));
}

function readPackage(folder: string): BundledPackage {
  const { name, version, license, repository } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const texts = readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|notice|copying)(?:[.-]|$)/i.test(file))
    .sort()
    .map((file) => readFileSync(path.join(folder, file), "utf8").replaceAll("\r\n", "\n").trim());
  if (typeof license !== "string") throw new Error(`${name} states no license`);
  if (texts.length === 0) throw new Error(`${name} has no file with its license`);
  const url = typeof repository === "string" ? repository : (repository?.url ?? "");
  return { name, version, license, repository: url, texts };
}

/** The content of `THIRD-PARTY-NOTICES.txt`. */
export const notices = async (): Promise<string> => noticesOf("stet", await bundledPackages());

/** Without versions: they are in package-lock.json, and change often. */
export function noticesOf(product: string, packages: readonly BundledPackage[]): string {
  const line = "=".repeat(80);
  const sections = packages.map(
    ({ name, license, texts }) => `${line}\n${name} (${license})\n\n${texts.join("\n\n")}\n`,
  );
  const list = packages.map(({ name, license }) => `- ${name} (${license})\n`);
  return `${product} contains code of these packages, each under the license below.

${[...new Set(list)].join("")}
${[...new Set(sections)].join("\n")}`;
}

/** A bill of materials in the format of CycloneDX 1.5. */
async function billOfMaterials(): Promise<string> {
  const { name, version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const reference = (one: { name: string; version: string }) =>
    `pkg:npm/${one.name.replace("@", "%40")}@${one.version}`;
  const component = (one: { name: string; version: string }) => ({
    "bom-ref": reference(one),
    name: one.name,
    version: one.version,
    purl: reference(one),
  });
  const components = (await bundledPackages()).map((one) => ({
    type: "library",
    ...component(one),
    licenses: [{ expression: one.license }],
  }));
  const metadata = { component: { type: "application", ...component({ name, version }) } };
  return JSON.stringify({ bomFormat: "CycloneDX", specVersion: "1.5", version: 1, metadata, components }, null, 2);
}

/** The vulnerabilities of bundled packages that the registry knows, one on each line. */
async function vulnerabilities(): Promise<string[]> {
  const bundled = new Set((await bundledPackages()).map(({ name }) => name));
  const { stdout, stderr } = spawnSync("npm", ["audit", "--json"], { cwd: root, encoding: "utf8", shell: false });
  const report = JSON.parse(stdout || "{}") as { vulnerabilities?: Record<string, { severity: string }> };
  if (report.vulnerabilities === undefined) throw new Error(`npm audit failed: ${stdout}${stderr}`);
  return Object.entries(report.vulnerabilities)
    .filter(([name]) => bundled.has(name))
    .map(([name, { severity }]) => `${name}: ${severity}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes("--sbom")) console.log(await billOfMaterials());
  else if (process.argv.includes("--audit")) {
    const found = await vulnerabilities();
    for (const line of found) console.error(line);
    process.exitCode = found.length > 0 ? 1 : 0;
  } else {
    console.error("npx jiti tools/notices.ts --sbom | --audit");
    process.exitCode = 2;
  }
}

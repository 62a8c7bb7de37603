/** The tools that the benchmark compares with stet, and how they are installed and run. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** `docs`: the documentation in Markdown; `body`: the bodies of feed articles as HTML files. */
export type PeerFiles = "docs" | "body";

export interface Peer {
  /** As npm knows it. */
  readonly name: string;
  readonly version: string;
  readonly bin: string;
  readonly files: PeerFiles;
  /** The part of `--peer-articles` that a slow tool gets. */
  readonly share?: number;
  readonly args: (folder: string, work: string) => readonly string[];
  /** Files that the tool needs in the work folder. */
  readonly settings?: Readonly<Record<string, string>>;
}

export const rumdl: Peer = {
  name: "rumdl",
  version: "0.2",
  bin: "rumdl/bin/rumdl",
  files: "docs",
  args: (folder) => ["check", "--no-cache", folder],
};

const biome = { name: "@biomejs/biome", version: "2", bin: "@biomejs/biome/bin/biome" } as const;

export const peers: readonly Peer[] = [
  rumdl,
  { ...biome, files: "docs", args: (folder) => ["lint", folder] },
  {
    name: "markdownlint-cli2",
    version: "",
    bin: "markdownlint-cli2/markdownlint-cli2-bin.mjs",
    files: "docs",
    args: (folder) => [`${folder}/**/*.md`],
  },
  {
    name: "htmlhint",
    version: "1.9",
    bin: "htmlhint/bin/htmlhint",
    files: "body",
    args: (folder) => [`${folder}/**/*.html`],
  },
  { ...biome, files: "body", args: (folder) => ["lint", folder] },
  {
    name: "html-validate",
    version: "10",
    bin: "html-validate/bin/html-validate.mjs",
    files: "body",
    share: 0.5,
    args: (folder, work) => ["--config", path.join(work, "html-validate.json"), `${folder}/**/*.html`],
    settings: { "html-validate.json": '{ "extends": ["html-validate:recommended"] }' },
  },
];

/** Installs a tool below the work folder. Returns its program, or the reason why there is none. */
export function install({ name, version, bin, settings = {} }: Peer, work: string): { bin: string } | { why: string } {
  const folder = path.join(work, "peers", name);
  const program = path.join(folder, "node_modules", bin);
  for (const [file, content] of Object.entries(settings)) writeFileSync(path.join(work, file), content);
  if (existsSync(program)) return { bin: program };
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "package.json"), "{}");
  const wanted = version ? `${name}@${version}` : name;
  const { status, stderr } = spawnSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", wanted], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0) return { why: `npm install ${wanted} failed: ${stderr.trim().split("\n").at(-1)}` };
  return existsSync(program) ? { bin: program } : { why: `${wanted} has no ${bin}` };
}

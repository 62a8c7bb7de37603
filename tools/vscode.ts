/**
 * Builds the extension for VS Code: `editors/vscode/out/stet-VERSION.vsix`, with stet itself in it. Run by
 * `npm run build:vscode`, after `npm run build`.
 *
 * A .vsix file is a zip archive with the extension in a folder and two XML files about it. The packaging tool of
 * VS Code is not used, because it brings two hundred packages for publishing.
 */
import { createWriteStream } from "node:fs";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { ZipFile } from "yazl";
import { root } from "./bundle-options.js";
import { noticesOf, packageFolders, packagesIn } from "./notices.js";
import { packageFiles } from "./package-files.js";

const source = path.join(root, "editors/vscode");

/** @returns the path of the file. */
export async function buildExtension(folder = path.join(source, "out")): Promise<string> {
  const { version }: { version: string } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["editors/vscode/src/extension.ts"],
    outfile: "extension.cjs",
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20",
    mainFields: ["module", "main"],
    external: ["vscode"],
    minify: true,
    legalComments: "none",
    write: false,
    metafile: true,
  });
  const manifest = { ...JSON.parse(await readFile(path.join(source, "package.json"), "utf8")), version };
  const zip = new ZipFile();
  const text = (name: string, content: string) => zip.addBuffer(Buffer.from(content), name, { mtime: epoch });
  text("[Content_Types].xml", contentTypes);
  text("extension.vsixmanifest", vsixManifest(manifest, await localized()));
  text("extension/package.json", `${JSON.stringify(manifest, undefined, 2)}\n`);
  text("extension/extension.cjs", outputFiles[0]?.text ?? "");
  text("extension/THIRD-PARTY-NOTICES.txt", noticesOf("This extension", packagesIn(packageFolders(metafile))));
  for (const name of ["package.nls.json", "package.nls.zh-cn.json", "l10n/bundle.l10n.zh-cn.json", "README.md"])
    text(`extension/${name}`, await readFile(path.join(source, name), "utf8"));
  text("extension/LICENSE.txt", await readFile(path.join(root, "LICENSE"), "utf8"));
  for (const name of await packageFiles())
    zip.addFile(path.join(root, name), `extension/server/${name}`, { mtime: epoch });
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) if (name.endsWith(".vsix")) await rm(path.join(folder, name));
  const file = path.join(folder, `stet-${version}.vsix`);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
  return file;
}

/** The same input gives the same file. */
const epoch = new Date("2000-01-01T00:00:00Z");

const contentTypes = `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
${[
  [".json", "application/json"],
  [".vsixmanifest", "text/xml"],
  [".cjs", "application/javascript"],
  [".js", "application/javascript"],
  [".md", "text/markdown"],
  [".txt", "text/plain"],
  [".css", "text/css"],
  [".ts", "text/plain"],
]
  .map(([extension, type]) => `<Default Extension="${extension}" ContentType="${type}"/>`)
  .join("\n")}
<Override PartName="/extension/LICENSE.txt" ContentType="text/plain"/>
<Override PartName="/extension/server/LICENSE" ContentType="text/plain"/>
</Types>
`;

/** The texts that stores show, in English. */
const localized = async (): Promise<Record<string, string>> =>
  JSON.parse(await readFile(path.join(source, "package.nls.json"), "utf8"));

interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly displayName: string;
  readonly version: string;
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
  readonly engines: { readonly vscode: string };
}

function vsixManifest(manifest: Manifest, texts: Readonly<Record<string, string>>): string {
  const { name, publisher, displayName, version, categories, keywords, engines } = manifest;
  const xml = (value: string) => value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
<Metadata>
<Identity Language="en-US" Id="${xml(name)}" Version="${version}" Publisher="${xml(publisher)}"/>
<DisplayName>${xml(displayName)}</DisplayName>
<Description xml:space="preserve">${xml(texts.description ?? "")}</Description>
<Tags>${xml(keywords.join(","))}</Tags>
<Categories>${xml(categories.join(","))}</Categories>
<License>extension/LICENSE.txt</License>
<Properties>
<Property Id="Microsoft.VisualStudio.Code.Engine" Value="${xml(engines.vscode)}"/>
<Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="workspace"/>
</Properties>
</Metadata>
<Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
<Dependencies/>
<Assets>
<Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
<Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
<Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true"/>
</Assets>
</PackageManifest>
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(path.relative(process.cwd(), await buildExtension()));

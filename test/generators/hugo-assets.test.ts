/** Images that templates of Hugo make of `assets/` have the beginning of its name: https://gohugo.io/hugo-pipes/introduction/ */
import { expect, it, onTestFinished } from "vitest";
import { makeSite } from "../support/site.js";
import { lintReferences } from "../support/site-references.js";

async function reported(files: Readonly<Record<string, string>>): Promise<string[]> {
  const site = await makeSite({
    "hugo.toml": 'baseURL = "https://boats.example/"\n',
    "content/a.md": "---\ntitle: A\n---\n\n![p](/img/pier_hu12.png) ![g](/img/gone.png) ![o](/img/own.png)\n",
    ...files,
  });
  onTestFinished(() => site.remove());
  const { files: results } = await lintReferences(site.folder);
  return results.flatMap(({ violations }) =>
    violations.flatMap(({ rule, message }) => (rule === "image/local" ? [/"(.*?)"/.exec(message)?.[1] ?? ""] : [])),
  );
}

const layout = (template: string) => ({ "layouts/_default/single.html": template });

it("are not reported, and images that nothing makes are", async () => {
  const files = { "assets/img/pier.png": "", ...layout('{{ (resources.Get "img/pier.png").RelPermalink }}') };
  expect(await reported(files)).toEqual(["/img/gone.png", "/img/own.png"]);
});

it("may have any name if a template gives it", async () => {
  const files = { "assets/img/pier.png": "", ...layout('{{ $x := resources.Copy "img/own.png" $y }}') };
  expect(await reported(files)).toEqual([]);
});

it("are also those of the folders that the configuration states", async () => {
  const mount = '[[module.mounts]]\nsource = "pictures"\ntarget = "assets/img"\n';
  const files = { "hugo.toml": `baseURL = "https://boats.example/"\n${mount}`, "pictures/own.png": "", ...layout("x") };
  expect(await reported(files)).toEqual(["/img/pier_hu12.png", "/img/gone.png"]);
});

/** Names in a repository are names, also those that git would take for patterns. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { Repository } from "../../src/git/index.js";
import { clean, makeRepo, type Repo } from "./support.js";

let repo: Repo;
beforeEach(async () => {
  repo = await makeRepo({ "a/a.md": clean, ":(top)a/b.md": clean, ":a/c.md": clean, "[a]/d.md": clean });
});
afterEach(() => repo.remove());

it.each([
  ["a", ["a/a.md"]],
  [":(top)a", [":(top)a/b.md"]],
  [":a", [":a/c.md"]],
  ["[a]", ["[a]/d.md"]],
])("the files of a commit in the folder %s are those in it", async (folder, files) => {
  const repository = await Repository.open(repo.folder);
  const found = await repository.filesOf(await repository.baseOf(undefined), [folder]);
  expect(found.map(({ name }) => name)).toEqual(files);
});

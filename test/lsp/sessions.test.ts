/** The sessions of the language server. */
import { expect, it } from "vitest";
import { Sessions } from "../../src/lsp/sessions.js";

interface Fake {
  readonly folder: string;
  isClosed: boolean;
  close(): Promise<void>;
}

function make(isUsed: (folder: string) => boolean) {
  let now = 0;
  let opening = 0;
  const seen = { opened: [] as Fake[], mostAtOnce: 0 };
  const sessions = new Sessions<Fake>(
    async (folder) => {
      seen.mostAtOnce = Math.max(seen.mostAtOnce, ++opening);
      await new Promise((resolve) => setTimeout(resolve, 1));
      opening--;
      const session: Fake = {
        folder,
        isClosed: false,
        async close() {
          session.isClosed = true;
        },
      };
      seen.opened.push(session);
      return session;
    },
    ({ folder }) => !isUsed(folder),
    () => now,
  );
  const later = () => {
    now += 60_000;
  };
  const open = () => seen.opened.filter(({ isClosed }) => !isClosed).map(({ folder }) => folder);
  return { sessions, seen, later, open };
}

const inWorkspace = (folder: string) => folder.startsWith("/workspace");

it("documents in thousands of folders have a bounded number of sessions", async () => {
  const { sessions, seen, later, open } = make(() => false);
  const folders = Array.from({ length: 500 }, (_, number) => `/alone/${number}`);
  for (const folder of folders) {
    await sessions.get(folder, inWorkspace);
    later();
  }
  expect(open()).toEqual(folders.slice(-64));
  // All of them at the same time, as an editor restores its tabs.
  await Promise.all(folders.map((folder) => sessions.get(folder, inWorkspace)));
  expect(seen.mostAtOnce).toBeLessThanOrEqual(4);
  later();
  await sessions.get("/alone/0", inWorkspace);
  expect(open().length).toBeLessThanOrEqual(65);
});

it("a session stays that is in use, that somebody has just got, or whose folder is in the workspace", async () => {
  const { sessions, later, open } = make((folder) => folder === "/used");
  await sessions.get("/workspace/a", inWorkspace);
  await sessions.get("/used", inWorkspace);
  later();
  for (let number = 0; number < 200; number++) await sessions.get(`/alone/${number}`, inWorkspace);
  expect(open()).toHaveLength(202);
  later();
  await sessions.get("/alone/199", inWorkspace);
  expect(open()).toEqual(expect.arrayContaining(["/workspace/a", "/used", "/alone/199"]));
  expect(open()).toHaveLength(65);
});

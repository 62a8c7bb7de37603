import fc from "fast-check";
import { expect, it } from "vitest";
import yargs from "yargs";
import { lintOptions } from "../../src/cli/lint-options.js";
import { quickArguments } from "../../src/cli/quick-arguments.js";
import { locales } from "../../src/locale/index.js";

/** What yargs makes of it, or `undefined` where it complains. */
async function byYargs(argv: readonly string[]): Promise<Record<string, unknown> | undefined> {
  let given: Record<string, unknown> | undefined;
  try {
    await yargs([...argv])
      .command(
        ["$0 [paths..]", "lint [paths..]"],
        "lint",
        (command) =>
          command.positional("paths", { type: "string", array: true, default: [] as string[] }).options(lintOptions),
        (args) => {
          given = args as unknown as Record<string, unknown>;
        },
      )
      .command("rules", "another command", () => {})
      .option("color", { type: "boolean" })
      .option("locale", { choices: locales })
      .parserConfiguration({ "parse-numbers": false, "parse-positional-numbers": false })
      .strict()
      .help(false)
      .version(false)
      .exitProcess(false)
      .fail((message, error) => {
        throw error ?? new Error(message);
      })
      .parseAsync();
  } catch {
    return undefined;
  }
  return given;
}

it("arguments that are read without yargs are those that yargs reads", async () => {
  const argument = fc.constantFrom(
    ..."a.md content/ posts/*.md a rules ./- --fix --no-fix --offline --no-offline --no-cache --quiet --verbose --format --format=json -f json stylish github".split(
      " ",
    ),
    ..."--no-config --config --config=a.json --no-baseline --baseline --baseline=b.json --rule --rule=a/b=off --ext=.md --ext --max-warnings=3 5 - -- -x".split(
      " ",
    ),
    ..."--unknown --fix=true --fix=false true false --schema=preset:article --schema --files-from=list.txt -ff --f=json --no-format --allow-empty".split(
      " ",
    ),
    "",
    "a b.md",
    '"a.md"',
    "--ext='.md'",
    "--schema=",
    "--print-config=a.md",
    "--color",
    "--stdin-filename",
    "--noFix",
    "--unsafeFixes",
    "--unsafe-fixes",
    "a=b.md",
    "--fix-dry-run",
    "--locale",
    "--locale=zh-CN",
    "zh-CN",
    "en",
  );
  let quickly = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(argument, { maxLength: 5 }), async (argv) => {
      const quick = quickArguments(argv);
      if (!quick) return;
      quickly++;
      const known = await byYargs(argv);
      expect({ argv, known: known && Object.fromEntries(Object.keys(quick).map((key) => [key, known[key]])) }).toEqual({
        argv,
        known: quick,
      });
      const others = Object.keys(lintOptions).filter(
        (name) => !(name.replace(/-(\w)/g, (_, c: string) => c.toUpperCase()) in quick),
      );
      expect({ argv, left: others.filter((name) => known?.[name] !== undefined) }).toEqual({ argv, left: [] });
    }),
    { numRuns: 2000 },
  );
  expect(quickly).toBeGreaterThan(100);
});

it("the command lines of hooks and editors are read without yargs", () => {
  for (const line of [
    "content/",
    "--fix --offline a.md b.md",
    "--format json ./posts",
    "--locale zh-CN a.md",
    "-f github --no-cache a.md",
  ])
    expect(quickArguments(line.split(" ")), line).toBeDefined();
});

/** `stet migrate`: makes a configuration from those of other linters and editors. */
import path from "node:path";
import { configFileIn } from "../config/file.js";
import { type Migration, readMigration } from "../migrate/index.js";
import type { Migrated } from "../migrate/types.js";
import { realPathToBe } from "../platform/disk.js";
import { createUserFile } from "../platform/durable-write.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { exists } from "../platform/paths.js";
import { staysIn } from "../platform/tree.js";
import { visible, visibleJson } from "../report/visible.js";
import type { ExitCode } from "./exit-codes.js";

const configName = "stet.config.json";

/** Prints what was read and what has no equivalent, and writes the files; with `dryRun`, prints the files. */
export async function migrateCommand({ dryRun }: { readonly dryRun: boolean }): Promise<ExitCode> {
  const folder = process.cwd();
  const existing = dryRun ? undefined : await configFileIn(folder);
  if (existing !== undefined)
    throw new UserError(
      t("cli.init.exists", "A configuration already exists: {file}.", { file: path.basename(existing) }),
      t("cli.migrate.dryRunToCompare", "Run stet migrate --dry-run to print another one, or delete it first."),
    );
  const migration = await readMigration(folder);
  const print = (text: string) => process.stdout.write(`${text}\n`);
  const report = (text: string) => process.stderr.write(`${visible(text)}\n`);
  for (const name of migration.code)
    report(t("cli.migrate.code", "{file}: not read, because it is code", { file: name }));
  if (migration.sources.length === 0)
    throw new UserError(
      t("cli.migrate.nothing", "There is no configuration to read in this folder."),
      t(
        "cli.migrate.nothing.use",
        "docs/migrate.md lists the files that stet reads. Use stet init to start without one.",
      ),
    );
  for (const source of migration.sources) for (const line of reportOf(source)) report(line);
  const files = filesOf(migration);
  if (dryRun) {
    for (const [name, content] of files) print(`--- ${name}\n${content}`.trimEnd());
    return 0;
  }
  for (const [name] of files) {
    if (!staysIn(path.join(folder, name), folder))
      throw new UserError(
        t("cli.migrate.linkOut", "A link leads {file} out of the folder.", { file: name }),
        t("cli.migrate.linkOut.use", "Delete the link. Nothing was written."),
      );
    if (await exists(path.join(folder, name)))
      throw new UserError(
        t("cli.migrate.fileExists", "{file} already exists.", { file: name }),
        t("cli.migrate.fileExists.use", "Move or delete it first. Nothing was written."),
      );
  }
  for (const [name, content] of files) {
    // Never overwrites a file that was created meanwhile.
    if (!(await createUserFile(path.join(folder, name), content, { shown: name, within: realPathToBe(folder) })))
      throw new UserError(t("cli.migrate.fileExists", "{file} already exists.", { file: name }));
    print(t("cli.migrate.written", "Created {file}", { file: visible(name) }));
  }
  return 0;
}

/** The configuration comes last: it needs the schemas. */
function filesOf({ config, schemas }: Migration): ReadonlyMap<string, string> {
  const json = (value: unknown) => `${visibleJson(value, 2)}\n`;
  const files = new Map([...schemas].map(([name, schema]) => [name, json(schema)]));
  return files.set(configName, json(config));
}

function reportOf({ source, rules, schemas, ignores, without }: Migrated): string[] {
  const counts = { source, rules: Object.keys(rules).length, ignores: ignores.length, schemas: schemas.length };
  const lines = [t("cli.migrate.read", "{source}: rules {rules}, ignored paths {ignores}, schemas {schemas}", counts)];
  const list = without.join(", ");
  if (without.length > 0) lines.push(t("cli.migrate.without", "  no equivalent: {list}", { list }));
  const names = schemas.filter(({ glob }) => glob === undefined).map(({ name }) => name);
  if (names.length > 0)
    lines.push(
      t("cli.migrate.noGlob", '  folder not known: {list}. Add it to "schemas" in the configuration.', {
        list: names.join(", "),
      }),
    );
  return lines;
}

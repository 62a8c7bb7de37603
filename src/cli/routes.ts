/** `stet routes`: lists the address of each article, as the generator of the site decides. */
import path from "node:path";
import { rules as registry } from "../../rules/index.js";
import { openConfigs } from "../config/index.js";
import { pathGlob } from "../patterns/glob.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { largest } from "../platform/lists.js";
import { statusOf } from "../platform/observed-fs.js";
import { isWithin } from "../platform/tree.js";
import { visible, visibleJson } from "../report/visible.js";
import { padEnd, widthOf } from "../report/width.js";
import { openSites, type RoutedArticle, type SiteModel } from "../site/index.js";
import { reasonText, unpublishedText } from "../site/reasons.js";
import type { ExitCode } from "./exit-codes.js";
import { whichConfig } from "./which-config.js";

export interface RoutesArguments {
  readonly paths: readonly string[];
  readonly json: boolean;
  readonly config?: string | undefined;
  readonly configCode: boolean;
  readonly untrusted: boolean;
}

/** The columns of the longest path that the addresses are aligned with. */
const widestPath = 60;

/** Prints the addresses to standard output, and how many there are to standard error. */
export async function routesCommand(args: RoutesArguments): Promise<ExitCode> {
  const cwd = process.cwd();
  const { configCode, untrusted } = args;
  const configs = await openConfigs({ cwd, registry, ...whichConfig(args.config), configCode, untrusted });
  const sites = openSites({ tree: untrusted ? cwd : undefined });
  const found = new Map<string, RoutedArticle>();
  const models = new Set<SiteModel>();
  for (const written of args.paths.length > 0 ? args.paths : ["."]) {
    const wanted = path.resolve(cwd, written);
    const isGlob = !statusOf(wanted) && /[*?{[]/.test(written);
    const at = isGlob ? path.resolve(cwd, written.replace(/[^/]*[*?{[].*$/s, "")) : wanted;
    const isFolder = statusOf(at)?.isDirectory() ?? false;
    const site = sites.of(await configs.planFor(isFolder ? path.join(at, "index.md") : at));
    if (!site) throw noSite(written);
    models.add(site);
    const matches = isGlob ? globIn(cwd, written) : (file: string) => isWithin(file, wanted);
    const { articles } = await site.routes();
    const chosen = articles.filter(({ file }) => matches(file));
    // A file that the generator makes no page of is said to be so.
    if (chosen.length === 0 && !isFolder && !isGlob) chosen.push({ file: wanted, route: await site.routeOf(wanted) });
    for (const article of chosen) found.set(article.file, article);
  }
  const shown = (file: string): string => path.relative(cwd, file).replaceAll(path.sep, "/");
  const all = [...found.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  if (args.json)
    process.stdout.write(
      `${visibleJson(
        all.map((one) => asJson(one, shown)),
        2,
      )}\n`,
    );
  else process.stdout.write(table(all, shown));
  process.stderr.write(`${summaryOf(all)}\n`);
  return 0;
}

const noSite = (written: string): UserError =>
  new UserError(
    t("cli.routes.noSite", 'No site was found for "{path}", or stet does not know the addresses of its generator.', {
      path: written,
    }),
    t(
      "cli.routes.noSite.use",
      "Start stet in the folder of the site, or give a path in it. docs/generators.md lists the generators.",
    ),
  );

function globIn(cwd: string, written: string): (file: string) => boolean {
  const matches = pathGlob(written.replace(/^\.\//, ""));
  return (file) => matches(path.relative(cwd, file).replaceAll(path.sep, "/"));
}

function textOf({ route }: RoutedArticle): string {
  switch (route.state) {
    case "page":
      return route.aliases.length === 0
        ? route.url
        : t("cli.routes.aliases", "{url} (also {aliases})", { url: route.url, aliases: route.aliases.join(", ") });
    case "unpublished":
      return t("cli.routes.unpublished", "not published: {reason}", { reason: unpublishedText(route.because) });
    case "unknown":
      return t("cli.routes.unknown", "unknown: {reason}", { reason: reasonText(route.reason) });
  }
}

function table(articles: readonly RoutedArticle[], shown: (file: string) => string): string {
  const width = Math.min(
    widestPath,
    largest(
      articles.map(({ file }) => widthOf(visible(shown(file)))),
      0,
    ),
  );
  return articles.map((one) => `${padEnd(visible(shown(one.file)), width)}  ${visible(textOf(one))}\n`).join("");
}

function asJson({ file, route }: RoutedArticle, shown: (file: string) => string) {
  const common = { file: shown(file), state: route.state };
  switch (route.state) {
    case "page":
      return { ...common, url: route.url, output: route.output, aliases: route.aliases };
    case "unpublished":
      return { ...common, because: route.because, reason: unpublishedText(route.because) };
    case "unknown":
      return {
        ...common,
        because: route.reason.why,
        reason: reasonText(route.reason),
        ...(route.among && { among: route.among }),
      };
  }
}

function summaryOf(articles: readonly RoutedArticle[]): string {
  const count = (state: RoutedArticle["route"]["state"]) =>
    articles.filter(({ route }) => route.state === state).length;
  return t("cli.routes.summary", "{pages} with an address, {unpublished} not published, {unknown} unknown", {
    pages: count("page"),
    unpublished: count("unpublished"),
    unknown: count("unknown"),
  });
}

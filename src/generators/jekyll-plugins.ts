/**
 * What plugins in files of a Jekyll site may do, told from their text: https://jekyllrb.com/docs/plugins/. Nothing is run. What
 * their text does not rule out, they may do.
 */
import path from "node:path";
import { withoutBlocks } from "./blocks.js";
import { filesIn } from "./folder-files.js";
import type { Gap } from "./routes/types.js";
import { settingsText } from "./settings.js";
import type { Settings } from "./types.js";

/** Only these run without being named in an article. */
const runsByItself = /Generator|Hooks|Page\.new|PageWithoutAFile|StaticFile/;

/** Ruby that runs other code than is written here. */
const runsOther =
  /\b(?:\w*eval|send|public_send|__send__|method_missing|define_method|const_get|system|spawn|exec|fork|popen\w*|Open3|require_relative|load|autoload)\b|%x|`/;

/** Pages, documents and files that are made, what lists of them get, and what decides about their addresses. */
const makesPages =
  /\b(?:Page|PageWithoutAFile|StaticFile|Document|Post|Collection|Convertible)\b(?:\.new|[ \t]*(?:\n|;|$))|<[ \t]*(?:\w+::)*(?:Page\w*|StaticFile|Document|Post|Collection|Convertible)\b|\b(?:pages|posts|docs|documents|static_files|collections|files|filtered_entries|keep_files|exclude|include)\b(?:\[[^\]\n]{0,200}\])?\)?[ \t]*(?:<<|\.(?:push|append|concat|unshift|insert|replace|add|\w+!)|[+-]?=(?![=~>]))|\[[^\]\n]{200}|\.(?:dup|clone)\b|permalink|redirect|destination|slug|published|@url|@dir|@name|@path|\.(?:url|dir|name|basename|ext|data)[ \t]*=(?![=~>])|\breader\b|\bread_\w+|\badd_\w+|instance_variable_set|merge!/;

/** Ruby that writes files. */
const writesFiles =
  /\bFile\.(?:write|binwrite|open|new|rename|link|symlink)|\bIO\.(?:write|binwrite|copy_stream|open)|\bFileUtils\.(?!mkdir|makedirs)\w+|\bCSV\.open|\bPathname\b|\.write\b|\bZip\b/;
/** Names of files that the text does not state. */
const copiesFiles =
  /\bFileUtils\.(?:cp|copy|mv|move|ln|link|install)|rename|symlink|copy_stream|\bZip\b|\bPathname\b|\}["']/;

/** `.md` at the end of a text. */
const extensions = /\.([A-Za-z\d]{1,8})(?=["'])/g;
/** What plugins read. */
const inputExtension = /^(?:ya?ml|rb|csv|erb|liquid)$/i;
const imageExtension = /^(?:png|jpe?g|gif|webp|avif|bmp|svg|ico)$/i;

/** Ruby that changes what a page shows. */
const changesPages = /\b(?:output|content)\b[ \t]*(?:\+?=(?![=~>])|<<|\.\w+!)|\bConverters?\b/;
const mayMakeIds = /\bids?\b|\bh[1-6]\b|heading|anchor|\btoc\b/i;

const withoutComments = (ruby: string): string =>
  withoutBlocks(ruby, /^=begin\b/gm, "\n=end").replace(/^[ \t]*#.*$/gm, "");

/** Addresses that a plugin may make. @param file its path, for the reason. */
export function gapsOfPlugin(file: string, text: string): Gap[] {
  const ruby = withoutComments(text);
  if (!runsByItself.test(ruby)) return [];
  const reason = { why: "plugin", detail: file } as const;
  if (runsOther.test(ruby)) return [{ reason }];
  const copies = copiesFiles.test(ruby);
  const found = [...ruby.matchAll(extensions)].flatMap(([, name = ""]) => (inputExtension.test(name) ? [] : [name]));
  const hasImages = copies || found.some((extension) => imageExtension.test(extension)) || /StaticFile/.test(ruby);
  const except = hasImages ? {} : { except: "images" as const };
  if (makesPages.test(ruby)) return [{ reason, ...except }];
  if (!writesFiles.test(ruby)) return [];
  const mayBePages = copies || found.length === 0 || found.some((extension) => /^html?$/i.test(extension));
  return [{ reason, ...except, ...(!mayBePages && { only: "files" as const }) }];
}

/** At most so many plugins are read. No site has more. */
const mostPlugins = 200;

/** The first plugin in a file of the site that may change the ids of pages. @param root absolute path of the site. */
export function idsChangedByPlugins(settings: Settings, root: string | undefined): string | undefined {
  if (root === undefined) return undefined;
  const folder = typeof settings.plugins_dir === "string" ? settings.plugins_dir : "_plugins";
  const { files, isWhole } = filesIn(root, [folder], /\.rb$/, { files: mostPlugins, folders: mostPlugins });
  const changing = files.find((file) => {
    const ruby = withoutComments(settingsText(path.join(root, file), root));
    return changesPages.test(ruby) && mayMakeIds.test(ruby);
  });
  return changing ?? (isWhole ? undefined : folder);
}

/**
 * `stet completion [bash|zsh|fish]`: the shell script for completion. It calls stet itself, so it is never outdated.
 */
import path from "node:path";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";

export const shells = ["bash", "zsh", "fish"] as const;
type Shell = (typeof shells)[number];

/**
 * yargs uses SHELL to decide whether completions have descriptions and how they are separated. The scripts set it,
 * because the user's SHELL may be another shell. All fall back to file names.
 */
const scripts: Readonly<Record<Shell, string>> = {
  bash: `# stet: completion for bash. Put into ~/.bashrc:  source <(stet completion bash)
_stet_completion() {
  local words
  mapfile -t words < <(SHELL=bash stet --get-yargs-completions "\${COMP_WORDS[@]:0:COMP_CWORD+1}" 2>/dev/null)
  mapfile -t COMPREPLY < <(compgen -W "\${words[*]}" -- "\${COMP_WORDS[COMP_CWORD]}")
}
complete -o bashdefault -o default -F _stet_completion stet
`,
  zsh: `#compdef stet
# stet: completion for zsh. Put into ~/.zshrc, after compinit:  source <(stet completion zsh)
_stet_completion() {
  local -a reply
  reply=("\${(@f)$(SHELL=zsh stet --get-yargs-completions "\${(@)words[1,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${reply[1]}" ]]; then
    _describe 'stet' reply
  fi
  _files
}
if [[ "\${zsh_eval_context[-1]}" == loadautofunc ]]; then
  _stet_completion "$@"
else
  compdef _stet_completion stet
fi
`,
  fish: `# stet: completion for fish. Save as ~/.config/fish/completions/stet.fish, or:  stet completion fish | source
function __stet_completion
    set -l words (commandline -opc) (commandline -ct)
    SHELL=fish stet --get-yargs-completions $words 2>/dev/null
end
complete -c stet -a '(__stet_completion)'
`,
};

export const completionHelp = (): string => `stet completion [shell]

${t("cli.completion.describe", "Print a shell completion script: {shells} (default: the shell in $SHELL)", { shells: shells.join(", ") })}
`;

/** @throws UserError for an unsupported shell. */
export function completionScript(named: string | undefined, env: { readonly SHELL?: string | undefined }): string {
  const name = named ?? path.basename(env.SHELL ?? "bash");
  const shell = shells.find((one) => one === name);
  if (shell) return scripts[shell];
  if (named === undefined) return scripts.bash;
  throw new UserError(
    t("cli.completion.unknownShell", 'No completion script for the shell "{shell}".', { shell: named }),
    t("cli.completion.choose", "Use one of {shells}, for example stet completion bash.", { shells: shells.join(", ") }),
  );
}

/** The commands other than lint, with their subcommands. yargs completes the text after their names. */
export const commands: ReadonlyMap<string, readonly string[]> = new Map([
  ["merge", []],
  ["cache", ["info", "clean"]],
  ["probe", []],
  ["schema", ["infer", "coverage"]],
  ["ledger", ["update", "prune", "verify"]],
  ["images", []],
  ["localize", []],
  ["compress", []],
  ["edit", []],
  ["lsp", []],
  ["mcp", []],
  ["explain", []],
  ["rules", []],
  ["routes", []],
  ["init", []],
  ["migrate", []],
  ["github", ["comment", "issue"]],
  ["completion", []],
]);

/** Options by name, in yargs' format. */
type Options = Readonly<
  Record<
    string,
    {
      readonly describe: string;
      readonly alias?: string;
      readonly choices?: readonly string[];
      readonly type?: string;
      readonly default?: unknown;
    }
  >
>;

/**
 * Completions that yargs does not offer: the options of the default command, and values of open lists, such as formats.
 * `undefined` if yargs' completions are better.
 *
 * @param words the typed words; the last one is the word to complete.
 */
export function lintCompletions(
  words: readonly string[],
  options: Options,
  values: Readonly<Record<string, readonly string[]>>,
  shell: string,
): readonly string[] | undefined {
  const [current = "", previous = ""] = [words.at(-1), words.at(-2)];
  if (words.slice(1, -1).some((word) => commands.has(word))) return undefined;
  const known = Object.entries(options).find(
    ([name, { alias }]) => previous === `--${name}` || previous === `-${alias}`,
  );
  const [name, option] = known ?? [];
  const possible = name === undefined ? undefined : (values[name] ?? option?.choices);
  if (possible) return possible.filter((value) => value.startsWith(current));
  // The value is a file or a number.
  if (option && option.type !== "boolean") return [];
  if (!current.startsWith("-")) return undefined;
  const described = (word: string, describe: string) =>
    shell === "fish" ? `${word}\t${describe}` : shell === "zsh" ? `${word}:${describe}` : word;
  return Object.entries(options).map(([name, { type, default: value, describe }]) =>
    described(`--${type === "boolean" && value === true ? "no-" : ""}${name}`, describe),
  );
}

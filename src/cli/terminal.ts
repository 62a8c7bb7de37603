/** Detects whether a stream supports colors and links. */

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `--color` and `--no-color` take precedence, then FORCE_COLOR, NO_COLOR (https://no-color.org), and whether it is a
 * terminal.
 */
export function hasColor(isTerminal: boolean, env: Environment, option?: boolean): boolean {
  if (option !== undefined) return option;
  if (env.FORCE_COLOR !== undefined) return !isNo(env.FORCE_COLOR);
  if (env.NO_COLOR) return false;
  return isTerminal && env.TERM !== "dumb";
}

/**
 * Whether a terminal supports links. Terminals without support may print the escape sequence, so only known terminals
 * get it. FORCE_HYPERLINK overrides this.
 */
export function hasHyperlinks(isTerminal: boolean, env: Environment): boolean {
  if (env.FORCE_HYPERLINK !== undefined) return !isNo(env.FORCE_HYPERLINK);
  if (!isTerminal || env.NO_COLOR || env.CI || env.TERM === "dumb") return false;
  // The multiplexer may be too old to forward them.
  if (env.TMUX || env.STY) return false;
  if (env.WT_SESSION || env.KITTY_WINDOW_ID || env.KONSOLE_VERSION || env.DOMTERM) return true;
  if (/^(xterm-kitty|alacritty|foot|wezterm|xterm-ghostty)/.test(env.TERM ?? "")) return true;
  // VTE terminals such as GNOME Terminal; 0.50.0 crashed on links.
  if (env.VTE_VERSION) return Number(env.VTE_VERSION) > 5000;
  const [major = 0, minor = 0] = (env.TERM_PROGRAM_VERSION ?? "").split(".").map(Number);
  switch (env.TERM_PROGRAM) {
    case "iTerm.app":
      return major > 3 || (major === 3 && minor >= 1);
    case "vscode":
      return major > 1 || (major === 1 && minor >= 72);
    case "WezTerm":
    case "ghostty":
    case "Hyper":
      return true;
    default:
      return false;
  }
}

const isNo = (value: string): boolean => value === "0" || value.toLowerCase() === "false";

/** Words of commands that stet prints for the user to run. */

/** A path or a name as one word of a POSIX shell. A path like an option, such as `-x.md`, becomes `./-x.md`. */
export function shellWord(word: string): string {
  const literal = word.startsWith("-") && word !== "-" ? `./${word}` : word;
  return /^[\w./@:+-]+$/.test(literal) ? literal : `'${literal.replaceAll("'", "'\\''")}'`;
}

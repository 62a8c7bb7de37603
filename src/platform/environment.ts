/** The door to the environment: all of src reads variables here, so that it is known who reads which. */

/** The whole environment, for code that looks for one of several variables (proxies, languages, terminals, the cache). */
export const environment = (): Readonly<NodeJS.ProcessEnv> => process.env;

export const variable = (name: string): string | undefined => process.env[name];

/**
 * What programs that stet starts need: to find themselves, the user, temporary files, and servers. They need no secrets
 * of the job.
 */
const passedOn =
  /^(?:PATH|PATHEXT|HOME|USER|LOGNAME|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|TEMP|TMP|XDG_\w+|SSH_\w+|(?:https?|all|no)_proxy|LD_LIBRARY_PATH|DYLD_\w+|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|MSYSTEM|APPDATA|LOCALAPPDATA|ALLUSERSPROFILE|PROGRAM\w+|USERPROFILE|USERNAME|USERDOMAIN|HOMEDRIVE|HOMEPATH)$/i;

/**
 * What Git needs to find the repository, its settings and its objects, also in a hook. Not `GIT_EXTERNAL_DIFF` and other
 * programs for differences, and not names that Git does not know, such as `GIT_TOKEN`.
 */
const passedToGit =
  /^GIT_(?:DIR|COMMON_DIR|WORK_TREE|IMPLICIT_WORK_TREE|PREFIX|NAMESPACE|INDEX_FILE|INDEX_VERSION|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|QUARANTINE_PATH|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM|SHALLOW_FILE|REPLACE_REF_BASE|NO_REPLACE_OBJECTS|DEFAULT_HASH|ATTR_SOURCE|ATTR_NOSYSTEM|CONFIG|CONFIG_GLOBAL|CONFIG_SYSTEM|CONFIG_NOSYSTEM|CONFIG_PARAMETERS|CONFIG_COUNT|CONFIG_KEY_\d+|CONFIG_VALUE_\d+|EXEC_PATH|NO_LAZY_FETCH|ALLOW_PROTOCOL|PROTOCOL_FROM_USER|SSH|SSH_COMMAND|SSH_VARIANT|SSL_\w+|ASKPASS|TERMINAL_PROMPT)$/;

/** The environment of a program that stet starts. */
export function programEnvironment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => passedOn.test(name) || passedToGit.test(name));
  return { ...Object.fromEntries(kept), ...more };
}

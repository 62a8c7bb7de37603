/** The door to the environment: all of src reads variables here, so that it is known who reads which. */

/** The whole environment, for code that looks for one of several variables (proxies, languages, terminals, the cache). */
export const environment = (): Readonly<NodeJS.ProcessEnv> => process.env;

export const variable = (name: string): string | undefined => process.env[name];

/**
 * What programs that stet starts need: to find themselves, the user, temporary files, and servers. They need no secrets
 * of the job, and a setting of Git that runs another program has no effect.
 */
const passedOn =
  /^(?:PATH|PATHEXT|HOME|USER|LOGNAME|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|TEMP|TMP|XDG_\w+|SSH_\w+|GIT_(?!EXTERNAL_DIFF$)\w+|(?:https?|all|no)_proxy|LD_LIBRARY_PATH|DYLD_\w+|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|MSYSTEM|APPDATA|LOCALAPPDATA|ALLUSERSPROFILE|PROGRAM\w+|USERPROFILE|USERNAME|USERDOMAIN|HOMEDRIVE|HOMEPATH)$/i;

/** The environment of a program that stet starts. */
export function programEnvironment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => passedOn.test(name));
  return { ...Object.fromEntries(kept), ...more };
}

/** The code blocks of a documentation page, and what the compiler says of them. */
import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { packageRoot } from "../../src/platform/package-root.js";

export interface Snippet {
  readonly language: string;
  /** What is behind the language in the opening fence: a file name, or a word. */
  readonly info: string;
  readonly code: string;
}

export const readPage = (name: string): string =>
  readFileSync(path.join(packageRoot(), name), "utf8").replaceAll("\r\n", "\n");

export const snippetsOf = (page: string): Snippet[] =>
  [...page.matchAll(/^```(\w+)(?: ([^\n]+))?\n(.*?)^```$/gms)].map(([, language = "", info = "", code = ""]) => ({
    language,
    info,
    code,
  }));

const options = (): ts.CompilerOptions => {
  const root = packageRoot();
  const { config } = ts.readConfigFile(path.join(root, "tsconfig.json"), ts.sys.readFile);
  return { ...ts.parseJsonConfigFileContent(config, ts.sys, root).options, noEmit: true };
};

/** A program of files that need not exist, by their path in the repository, and of what they import. */
export function programOf(files: Readonly<Record<string, string>>): ts.Program {
  const settings = options();
  const host = ts.createCompilerHost(settings);
  const texts = new Map(Object.entries(files).map(([name, text]) => [path.join(packageRoot(), name), text]));
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (name) => texts.get(path.normalize(name)) ?? readFile(name);
  host.fileExists = (name) => texts.has(path.normalize(name)) || fileExists(name);
  host.getSourceFile = (name, ...rest) => {
    const text = texts.get(path.normalize(name));
    return text === undefined
      ? getSourceFile(name, ...rest)
      : ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  };
  return ts.createProgram([...texts.keys()], settings, host);
}

/** What the compiler has to say of these files: none of what they import. */
export function complaints(program: ts.Program, names: Iterable<string>): string[] {
  return [...names].flatMap((name) => {
    const source = program.getSourceFile(path.join(packageRoot(), name));
    if (!source) throw new Error(`no ${name} in the program`);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText, start = 0 }) => {
        const { line } = source.getLineAndCharacterOfPosition(start);
        return `${name}:${line + 1} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
      },
    );
  });
}

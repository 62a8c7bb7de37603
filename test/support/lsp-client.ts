/** A client of the Language Server Protocol, talking to the built program over its standard input and output. */
import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-jsonrpc/node";
import {
  ApplyWorkspaceEditRequest,
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  CodeActionRequest,
  type CompletionItem,
  CompletionRequest,
  DefinitionRequest,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  ExitNotification,
  type Hover,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  type Location,
  LogMessageNotification,
  type Position,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  type RegistrationParams,
  RegistrationRequest,
  ShowMessageNotification,
  ShutdownRequest,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import { packageRoot } from "../../src/platform/package-root.js";

export interface EditorOptions {
  readonly initializationOptions?: unknown;
  readonly capabilities?: ClientCapabilities;
  /** Absolute; default: the one it is started for. */
  readonly folders?: readonly string[];
  readonly args?: readonly string[];
  /** The program and its first arguments; by default, the one that was built. */
  readonly program?: readonly [command: string, ...args: string[]];
  readonly env?: NodeJS.ProcessEnv;
  /** The language that it is in. */
  readonly locale?: string;
}

/** What came, and whoever waits for it. */
class Mailbox<T> {
  readonly all: T[] = [];
  readonly #waiting = new Set<(message: T) => void>();

  add(message: T): void {
    this.all.push(message);
    for (const see of this.#waiting) see(message);
  }

  /** The first that fits, of those that came from `from` on. */
  wait(fits: (message: T) => boolean, from = 0): Promise<T> {
    const there = this.all.slice(from).find(fits);
    if (there) return Promise.resolve(there);
    return new Promise((resolve) => {
      const see = (message: T): void => {
        if (!fits(message)) return;
        this.#waiting.delete(see);
        resolve(message);
      };
      this.#waiting.add(see);
    });
  }
}

export type Editor = Awaited<ReturnType<typeof startEditor>>;

/** Starts the server for a folder, as an editor does. */
export async function startEditor(folder: string, options: EditorOptions = {}) {
  const { program = [process.execPath, path.join(packageRoot(), "bin/stet.js")], env = process.env } = options;
  const [command, ...first] = program;
  const child = spawn(command, [...first, "lsp", "--stdio", ...(options.args ?? [])], {
    cwd: folder,
    env: { ...env, XDG_CACHE_HOME: path.join(folder, ".cache") },
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const published = new Mailbox<PublishDiagnosticsParams>();
  const shown = new Mailbox<string>();
  const logged = new Mailbox<string>();
  const registered = new Mailbox<RegistrationParams>();
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => published.add(params));
  connection.onNotification(ShowMessageNotification.type, ({ message }) => shown.add(message));
  connection.onNotification(LogMessageNotification.type, ({ message }) => logged.add(message));
  connection.onRequest(RegistrationRequest.type, (params) => registered.add(params));
  const editsToApply = new Mailbox<WorkspaceEdit>();
  connection.onRequest(ApplyWorkspaceEditRequest.type, ({ edit }) => {
    editsToApply.add(edit);
    return { applied: true };
  });
  connection.listen();
  const { folders = [folder], capabilities = {}, initializationOptions, locale } = options;
  const { capabilities: offered }: InitializeResult = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities,
    initializationOptions,
    ...(locale !== undefined && { locale }),
    workspaceFolders: folders.map((one) => ({ uri: pathToFileURL(one).href, name: path.basename(one) })),
  });
  await connection.sendNotification(InitializedNotification.type, {});
  const uriOf = (name: string): string => pathToFileURL(path.resolve(folder, name)).href;
  const texts = new Map<string, TextDocument>();
  const text = (name: string): TextDocument => {
    const document = texts.get(uriOf(name));
    if (!document) throw new Error(`${name} is not open`);
    return document;
  };
  return {
    offered,
    published,
    shown,
    logged,
    registered,
    editsToApply,
    uriOf,
    text,
    stderr: () => stderr,
    ended,
    /** Opens a text, which need not be in the file, or in any. */
    async open(name: string, content: string) {
      const uri = uriOf(name);
      texts.set(uri, TextDocument.create(uri, "markdown", 1, content));
      await connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId: "markdown", version: 1, text: content },
      });
    },
    async change(name: string, ...edits: TextEdit[]) {
      const document = text(name);
      const version = document.version + 1;
      const contentChanges = edits.map(({ range, newText }) => ({ range, text: newText }));
      TextDocument.update(document, contentChanges, version);
      await connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri: document.uri, version },
        contentChanges,
      });
    },
    close: (name: string) =>
      connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri: uriOf(name) } }),
    changedOnDisk: (name: string) =>
      connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri: uriOf(name), type: 2 }] }),
    /** What is published of a file once it fits. */
    async diagnostics(name: string, fits: (all: readonly Diagnostic[]) => boolean = () => true, from = 0) {
      const uri = uriOf(name);
      const { diagnostics } = await published.wait((one) => one.uri === uri && fits(one.diagnostics), from);
      return diagnostics;
    },
    async actions(name: string, range: Range, context: Partial<CodeActionContext> = {}): Promise<CodeAction[]> {
      const found = await connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri: uriOf(name) },
        range,
        context: { diagnostics: [], ...context },
      });
      return (found ?? []) as CodeAction[];
    },
    hover: (name: string, position: Position): Promise<Hover | null> =>
      connection.sendRequest(HoverRequest.type, { textDocument: { uri: uriOf(name) }, position }),
    async complete(name: string, position: Position): Promise<CompletionItem[]> {
      const found = await connection.sendRequest(CompletionRequest.type, {
        textDocument: { uri: uriOf(name) },
        position,
      });
      return found === null ? [] : Array.isArray(found) ? found : found.items;
    },
    /** Where the definition at a position is: the file, relative to the folder, with the line. */
    async definition(name: string, position: Position): Promise<string[]> {
      const found = (await connection.sendRequest(DefinitionRequest.type, {
        textDocument: { uri: uriOf(name) },
        position,
      })) as Location[] | null;
      return (found ?? []).map(
        ({ uri, range }) => `${path.relative(folder, fileURLToPath(uri))}:${range.start.line + 1}`,
      );
    },
    /** The text was written to its file. */
    saved: (name: string) =>
      connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri: uriOf(name) } }),
    request: (method: string, params: unknown) => connection.sendRequest(method, params),
    /** The text that an action gives. */
    applied(name: string, action: CodeAction | undefined): string {
      const uri = uriOf(name);
      const { changes, documentChanges = [] } = action?.edit ?? {};
      const versioned = documentChanges.flatMap((one) => ("edits" in one ? (one.edits as TextEdit[]) : []));
      return TextDocument.applyEdits(text(name), changes?.[uri] ?? versioned);
    },
    /** @returns the exit code. */
    async stop(): Promise<number | null> {
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      return ended;
    },
    kill(): void {
      connection.dispose();
      child.kill("SIGKILL");
    },
  };
}

/** Where `|` stands in a text, and the text without it. */
export function caret(marked: string): { readonly text: string; readonly position: Position } {
  const at = marked.indexOf("|");
  const text = marked.slice(0, at) + marked.slice(at + 1);
  return { text, position: TextDocument.create("file:///a", "markdown", 1, text).positionAt(at) };
}

/** What an editor offers at `|` in a text that is open as this file; `taking` returns the text with the item of a label. */
export async function completeAt(editor: Editor, name: string, marked: string) {
  const { text, position } = caret(marked);
  await editor.open(name, text);
  const items = await editor.complete(name, position);
  const document = TextDocument.create("file:///a", "markdown", 1, text);
  const taking = (label: string): string => {
    const item = items.find((one) => one.label === label) as CompletionItem;
    return TextDocument.applyEdits(document, [item.textEdit as TextEdit]);
  };
  return { items, labels: items.map(({ label }) => label), taking };
}

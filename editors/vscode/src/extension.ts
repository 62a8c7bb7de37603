/** The extension for VS Code: starts `stet lsp`, and adds a status item and commands. Everything else is in the server. */
import path from "node:path";
import * as vscode from "vscode";
import { LanguageClient, type ServerOptions, State, TransportKind } from "vscode-languageclient/node";
import { chooseServer, NoServer, type ServerChoice } from "./choose-server.js";
import { registerCommands } from "./commands.js";

const selector = [
  { scheme: "file", language: "markdown" },
  { scheme: "file", language: "html" },
  { scheme: "file", language: "mdx" },
];

let client: LanguageClient | undefined;
/** Starts and stops follow one another. */
let turn: Promise<void> = Promise.resolve();

export function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel("stet", { log: true });
  const status = vscode.window.createStatusBarItem("stet", vscode.StatusBarAlignment.Right, 0);
  status.name = "stet";
  status.command = "stet.showOutput";
  context.subscriptions.push(output, status);

  const show = (icon: string, tooltip: string, isError = false): void => {
    status.text = `$(${icon}) stet`;
    status.tooltip = tooltip;
    status.backgroundColor = isError ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
    status.show();
  };

  async function start(): Promise<void> {
    await stop();
    const settings = vscode.workspace.getConfiguration("stet");
    if (!settings.get("enable", true)) {
      show("circle-slash", vscode.l10n.t("stet is off. Turn it on with the setting stet.enable."));
      return;
    }
    show("loading~spin", vscode.l10n.t("stet is starting"));
    try {
      const choice = chooseServer({
        folders: (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath),
        trusted: vscode.workspace.isTrusted,
        path: settings.get("path", "").trim(),
        bundled: path.join(context.extensionPath, "server"),
      });
      const tooltip = vscode.l10n.t("stet {0} ({1})", choice.version, originOf(choice));
      output.info(`${tooltip}: ${choice.file} ${choice.args.join(" ")}`);
      const started = new LanguageClient("stet", "stet", optionsOf(choice), {
        documentSelector: selector,
        outputChannel: output,
        initializationOptions: { offline: settings.get("offline", false) },
      });
      client = started;
      started.onDidChangeState(({ newState }) => {
        if (client !== started) return;
        if (newState === State.Running) show("check", tooltip);
        else if (newState === State.Stopped)
          show("error", vscode.l10n.t('stet has stopped. Run the command "stet: Restart the server".'), true);
      });
      await started.start();
    } catch (error) {
      const reason =
        error instanceof NoServer
          ? vscode.l10n.t("The setting stet.path leads to nothing: {0}", error.message)
          : error instanceof Error
            ? error.message
            : String(error);
      const message = vscode.l10n.t("stet could not start: {0}", reason);
      output.error(message);
      show("error", message, true);
      void vscode.window.showErrorMessage(message);
    }
  }

  const restart = (): Promise<void> => {
    turn = turn.then(start, start);
    return turn;
  };

  context.subscriptions.push(
    ...registerCommands(),
    vscode.commands.registerCommand("stet.restart", restart),
    vscode.commands.registerCommand("stet.showOutput", () => output.show()),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (["stet.enable", "stet.path", "stet.offline"].some((key) => change.affectsConfiguration(key))) void restart();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      // The first folder may have brought its own stet. The server itself learns of the others.
      if (client?.state !== State.Running) void restart();
    }),
  );
  return restart();
}

export async function deactivate(): Promise<void> {
  await turn;
  await stop();
}

async function stop(): Promise<void> {
  const old = client;
  client = undefined;
  // It cannot be stopped if it has not started.
  await old?.dispose().catch(() => {});
}

/** A script is run by the Node of the editor, so that none needs to be installed. */
function optionsOf({ kind, file, args }: ServerChoice): ServerOptions {
  const transport = TransportKind.stdio;
  if (kind === "command") return { command: file, args: [...args], transport };
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1" };
  return { command: process.execPath, args: [file, ...args], options: { env }, transport };
}

function originOf({ of }: ServerChoice): string {
  switch (of) {
    case "setting":
      return vscode.l10n.t("of the setting stet.path");
    case "workspace":
      return vscode.l10n.t("of the workspace");
    case "extension":
      return vscode.l10n.t("of the extension");
    case "extension-untrusted":
      return vscode.l10n.t("of the extension, restricted because the folder is not trusted");
  }
}

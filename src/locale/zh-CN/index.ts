/** All messages in Chinese, by their ids. test/locale.test.ts compares them with those in the code. */
import type { MessageCatalog } from "../../platform/i18n.js";
import { common } from "./common.js";
import { configSchema } from "./config-schema.js";
import { edit } from "./edit.js";
import { fields } from "./fields.js";
import { github } from "./github.js";
import { help } from "./help.js";
import { mcp } from "./mcp.js";
import { migrate } from "./migrate.js";
import { network } from "./network.js";
import { program } from "./program.js";
import { report } from "./report.js";
import { rules } from "./rules.js";

export const catalog: MessageCatalog = {
  ...common,
  ...rules,
  ...program,
  ...network,
  ...report,
  ...help,
  ...edit,
  ...mcp,
  ...migrate,
  ...github,
  ...fields,
  ...configSchema,
};

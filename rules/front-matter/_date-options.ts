/** Reads options of the rule `front-matter/date`. */
import { dateProblem, type Moment, readDate, readOffset, t } from "../../src/rule.js";

/** @throws Error if the option is not a day. */
export function earliestOf({ earliest }: { readonly earliest: string }): Moment | undefined {
  if (earliest === "") return undefined;
  const date = readDate(earliest.trim());
  if (!date || date.time || date.spelling !== "standard" || dateProblem(date))
    throw new Error(
      t(
        "front-matter/date.invalidEarliestOption",
        'Invalid date "{earliest}" in the option earliest. Use a day such as "1990-01-01".',
        { earliest },
      ),
    );
  return date;
}

/** @throws Error if the options about time zones are wrong. */
export function zoneOf(options: { readonly zone: string; readonly oneZone: boolean }): Moment["offset"] {
  const zone = readOffset(options.zone.trim());
  if (options.zone !== "" && !zone)
    throw new Error(
      t(
        "front-matter/date.invalidZoneOption",
        'Invalid time zone "{zone}" in the option zone. Use an offset such as "+08:00".',
        {
          zone: options.zone,
        },
      ),
    );
  if (options.oneZone && !zone)
    throw new Error(
      t(
        "front-matter/date.missingZoneOption",
        'The option oneZone needs the option zone. Set zone to an offset such as "+08:00".',
      ),
    );
  return zone;
}

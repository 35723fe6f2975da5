import type { VersionLine } from "../../api/live_api";
import { useText } from "../../i18n/provider";
import { isDay } from "./other";
import { VersionOptions } from "./version_options";

// When one side of a comparison of the same map is: as it is now, a version with a name, or the end of a day.

const DAY = "day";

/** Today where the reader is, as an address has it. */
function today(): string {
  const now = new Date();
  const two = (number: number) => String(number).padStart(2, "0");
  return `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** `version` is as in an address: a number, a day, `now`, or whatever else the server knows. */
export function TimeChoice(props: {
  of: "a" | "b";
  version: string;
  versions: readonly VersionLine[];
  choose: (version: string) => void;
}) {
  const t = useText();
  const { of, version, versions, choose } = props;
  const ofDay = isDay(version);
  const known =
    ofDay || version === "now" || versions.some((line) => String(line.version) === version);
  return (
    <fieldset className={`side side-${of} side-choice`}>
      <legend>
        <span className="side-sign" aria-hidden="true" /> {t(`sides-${of}`)}
      </legend>
      <label className="asking">
        <span className="asked">{t("sides-version")}</span>
        <select
          value={ofDay ? DAY : version}
          onChange={(event) => {
            choose(event.target.value === DAY ? today() : event.target.value);
          }}
        >
          <option value="now">{t("sides-now")}</option>
          <option value={DAY}>{t("times-day")}</option>
          <VersionOptions versions={versions} other={known ? null : version} />
        </select>
      </label>
      {ofDay && (
        <label className="asking">
          <span className="asked">{t("times-which-day")}</span>
          <input
            type="date"
            value={version}
            onChange={(event) => {
              // While a day is typed it is none.
              if (isDay(event.target.value)) choose(event.target.value);
            }}
          />
        </label>
      )}
    </fieldset>
  );
}

import { useState } from "react";
import { Button } from "react-aria-components";
import type { VersionLine } from "../../api/live_api";
import { useReader, useText } from "../../i18n/provider";
import { hrefOf } from "../../route";
import { writeOther } from "../compare/other";
import { useClock } from "./clock";

/** The versions that got a name: see one, compare two, bring one back. */
export function VersionList(props: {
  id: string;
  versions: readonly VersionLine[];
  restore: (version: string) => void;
}) {
  const t = useText();
  const { format } = useReader();
  const clock = useClock();
  const { id, versions } = props;
  const [chosen, setChosen] = useState<number[]>([]);
  const [older, newer] = chosen.toSorted((a, b) => a - b);
  if (versions.length === 0) return <p className="quiet">{t("history-no-versions")}</p>;
  return (
    <>
      <ul className="versions">
        {versions.map(({ version, name, at, by, made }) => {
          const title = made === "before_restore" ? t("history-before-restore") : name;
          return (
            <li key={version}>
              <input
                type="checkbox"
                aria-label={t("history-choose", { name: title })}
                checked={chosen.includes(version)}
                onChange={() => {
                  setChosen((chosen) =>
                    chosen.includes(version)
                      ? chosen.filter((one) => one !== version)
                      : [...chosen.slice(-1), version],
                  );
                }}
              />
              <div>
                <strong>{title}</strong>
                <p className="quiet">
                  {[
                    t("history-number", { version }),
                    [format.day(at), clock(at)].filter(Boolean).join(", "),
                    by?.name ?? t("pages-file"),
                  ].join(" · ")}
                </p>
              </div>
              <div className="buttons">
                <a
                  className="button small"
                  href={hrefOf({
                    page: "map",
                    id,
                    view: "history",
                    key: null,
                    with: String(version),
                  })}
                  aria-label={`${t("history-see")}: ${title}`}
                >
                  {t("history-see")}
                </a>
                <Button
                  className="button small"
                  aria-label={`${t("history-restore")}: ${title}`}
                  onPress={() => {
                    props.restore(String(version));
                  }}
                >
                  {t("history-restore")}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
      <p role="status">
        {older !== undefined && newer !== undefined ? (
          <a
            className="button"
            href={hrefOf({
              page: "map",
              id,
              view: "compare",
              key: null,
              with: writeOther({ sort: "versions", from: String(older), to: String(newer) }),
            })}
          >
            {t("history-compare-two")}
          </a>
        ) : (
          versions.length > 1 && <span className="quiet">{t("history-choose-two")}</span>
        )}
      </p>
    </>
  );
}

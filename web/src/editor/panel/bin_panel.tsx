import { Button } from "react-aria-components";
import { useText } from "../../i18n/provider";
import { focusNext } from "../../ui/focus";
import { bringBack } from "../acts/remove";
import { useDesk, useLayout } from "../desk";
import { titleOf } from "../kinds";

// The bin: what was removed, and comes back whole.

const SHOWN = 100;

/** What was removed: each comes back with all that went with it. */
export function BinPanel() {
  const t = useText();
  const desk = useDesk();
  const layout = useLayout();
  const { records } = desk.live.snapshot();
  // What lies in something that was removed comes back with that; what nobody wrote in need not.
  const removed = [...records.values()].filter(
    (record) =>
      record.gone === record.id &&
      !layout.alive.has(record.id) &&
      record.kind !== "vote" &&
      (titleOf(record) !== "" ||
        [...records.values()].some(({ gone, id }) => gone === record.id && id !== record.id)),
  );
  return (
    <>
      {removed.length === 0 && <p className="quiet">{t("edit-bin-empty")}</p>}
      <ul className="bin">
        {removed.slice(-SHOWN).map((record) => (
          <li key={record.id}>
            <span>
              <strong>{titleOf(record) || t("edit-unnamed")}</strong>
              <span className="quiet"> {t(`edit-kind-${record.kind}`)}</span>
            </span>
            <Button
              className="button small"
              aria-label={t("edit-bring-back-one", { name: titleOf(record) })}
              onPress={({ target }) => {
                // The button goes with its line: the next one has the focus, or the panel after the last.
                const buttons = [...(target.closest("ul")?.querySelectorAll("button") ?? [])];
                const at = buttons.findIndex((button) => button === target);
                const panel = target.closest("aside");
                const next = buttons[at + 1] ?? buttons[at - 1] ?? panel;
                bringBack(desk, record.id);
                focusNext(() => (next?.isConnected === true ? next : panel));
              }}
            >
              {t("edit-bring-back")}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

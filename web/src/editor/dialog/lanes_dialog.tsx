import { Button } from "react-aria-components";
import { useText } from "../../i18n/provider";
import { hideLane, showLane } from "../acts/lane";
import { useDesk, useLayout } from "../desk";
import { cardsIn, chosenLanes, laneEdits, LANES } from "../lanes";
import { DialogBox } from "./dialog_box";

/** Which lanes the map shows, for everybody, and in which order. */
export function LanesDialog({ close }: { close: () => void }) {
  const t = useText();
  const desk = useDesk();
  const layout = useLayout();
  const chosen = chosenLanes(layout);
  const others = LANES.filter(({ id }) => !chosen.includes(id));
  const move = (at: number, to: number) => {
    const order = [...chosen];
    const [lane] = order.splice(at, 1);
    if (lane === undefined) return;
    order.splice(to, 0, lane);
    desk.change(laneEdits(layout, order), "why-lanes");
  };
  return (
    <DialogBox title={t("cmd-lanes")} close={close}>
      <p className="quiet">{t("edit-lanes-help")}</p>
      <ol className="lane-list">
        {chosen.map((id, at) => (
          <li key={id}>
            <span>{t(`edit-lane-${id}`)}</span>
            <Button
              className="button small"
              aria-label={t("edit-lane-up", { lane: t(`edit-lane-${id}`) })}
              isDisabled={at === 0}
              onPress={() => {
                move(at, at - 1);
              }}
            >
              ↑
            </Button>
            <Button
              className="button small"
              aria-label={t("edit-lane-down", { lane: t(`edit-lane-${id}`) })}
              isDisabled={at === chosen.length - 1}
              onPress={() => {
                move(at, at + 1);
              }}
            >
              ↓
            </Button>
            <Button
              className="button small"
              isDisabled={chosen.length === 1}
              aria-label={t("edit-lane-hide", { lane: t(`edit-lane-${id}`) })}
              onPress={() => {
                hideLane(desk, id);
              }}
            >
              {t("edit-hide")}
            </Button>
          </li>
        ))}
      </ol>
      {others.length > 0 && <h3>{t("edit-lanes-more")}</h3>}
      <ul className="lane-list">
        {others.map(({ id, kind }) => (
          <li key={id}>
            <span>
              {t(`edit-lane-${id}`)}
              {kind !== null && cardsIn(layout, kind) > 0 && (
                <small> · {t("edit-cards", { count: cardsIn(layout, kind) })}</small>
              )}
            </span>
            <Button
              className="button small"
              aria-label={t("edit-lane-show", { lane: t(`edit-lane-${id}`) })}
              onPress={() => {
                showLane(desk, id);
              }}
            >
              {t("edit-show")}
            </Button>
          </li>
        ))}
      </ul>
    </DialogBox>
  );
}

import { Button } from "react-aria-components";
import { useText } from "../i18n/provider";

// How much of the map the picture shows.

const DETAILS = ["sketch", "standard", "full"] as const;

export type Detail = (typeof DETAILS)[number];

/** One button a level of detail. */
export function DetailChoice(props: { detail: Detail; choose: (detail: Detail) => void }) {
  const t = useText();
  return (
    <div className="details" role="group" aria-label={t("edit-detail")}>
      {DETAILS.map((one) => (
        <Button
          key={one}
          className="button small"
          aria-pressed={one === props.detail}
          onPress={() => {
            props.choose(one);
          }}
        >
          {t(`cmd-${one}`)}
        </Button>
      ))}
    </div>
  );
}

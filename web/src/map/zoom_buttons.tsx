import { Button } from "react-aria-components";
import { useReader, useText } from "../i18n/provider";
import { useFolded } from "../ui/fold";
import { larger, smaller } from "./zoom_steps";

// Smaller, larger, and the whole map: on the picture and in the editor.

export function ZoomButtons(props: {
  zoom: number;
  setZoom: (zoom: number) => void;
  fit: () => void;
  /** The keys of smaller, larger and fit, as `aria-keyshortcuts` writes them. */
  keys?: { out: string; in: string; fit: string };
}) {
  const { zoom, setZoom, fit, keys } = props;
  const t = useText();
  const { format } = useReader();
  const short = useFolded("fit");
  const less = smaller(zoom);
  const more = larger(zoom);
  return (
    <div className="zoom" role="group" aria-label={t("zoom-label")}>
      <Button
        className="button small"
        aria-label={t("zoom-out")}
        aria-keyshortcuts={keys?.out}
        isDisabled={less === zoom}
        onPress={() => {
          setZoom(less);
        }}
      >
        −
      </Button>
      <output>{format.percent(Math.round(zoom * 100) / 100)}</output>
      <Button
        className="button small"
        aria-label={t("zoom-in")}
        aria-keyshortcuts={keys?.in}
        isDisabled={more === zoom}
        onPress={() => {
          setZoom(more);
        }}
      >
        +
      </Button>
      <Button
        className="button small"
        aria-keyshortcuts={keys?.fit}
        {...(short ? { "aria-label": t("zoom-fit") } : {})}
        onPress={fit}
      >
        {short ? "⤢" : t("zoom-fit")}
      </Button>
    </div>
  );
}

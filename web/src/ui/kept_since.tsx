import { useTime } from "../editor/use_time";
import { useText } from "../i18n/provider";

/** Says when the server was heard last, where what is shown is of then. */
export function KeptSince({ at }: { at: number }) {
  const t = useText();
  const when = useTime(at);
  return (
    <span className="kept-since" role="status">
      {t("edit-kept-since", { when })}
    </span>
  );
}

import { Button, Dialog, DialogTrigger, Popover } from "react-aria-components";
import type { ResolvedMap } from "../api/shapes";
import { useReader, useText } from "../i18n/provider";
import { useFolded } from "../ui/fold";

// Tags beside the name of a map.

interface Tag {
  text: string;
  warns: boolean;
}

/** What kind of map it is, about whom, of when, and what must be known of its data. Where the line has no room, behind a sign; what warns stays longest. */
export function Tags({ map }: { map: ResolvedMap }) {
  const t = useText();
  const tags = useTags(map);
  const folded = useFolded("tags");
  const all = useFolded("warn");
  const shown = tags.filter(({ warns }) => !folded || (warns && !all));
  return (
    <>
      {shown.map(({ text, warns }) => (
        <span key={text} className={warns ? "tag warn" : "tag"}>
          {text}
        </span>
      ))}
      {folded && (
        <DialogTrigger>
          <Button
            className={all && tags.some(({ warns }) => warns) ? "tag warn sign" : "tag sign"}
            data-fold
            aria-label={`${t("tags-label")}: ${tags.map(({ text }) => text).join(", ")}`}
          >
            i
          </Button>
          <Popover className="popover" placement="bottom start">
            <Dialog className="tag-lines" aria-label={t("tags-label")}>
              <ul>
                {tags.map(({ text, warns }) => (
                  <li key={text} className={warns ? "tag warn" : "tag"}>
                    {text}
                  </li>
                ))}
              </ul>
            </Dialog>
          </Popover>
        </DialogTrigger>
      )}
    </>
  );
}

function useTags(map: ResolvedMap): Tag[] {
  const t = useText();
  const { format } = useReader();
  const tags: Tag[] = [{ text: t(`kind-${map.kind}`), warns: false }];
  for (const name of map.actors) tags.push({ text: t("tag-persona", { name }), warns: false });
  if (map.since != null && map.as_of != null)
    tags.push({
      text: t("tag-span", { from: format.day(map.since), to: format.day(map.as_of) }),
      warns: false,
    });
  if (map.sampling !== "unknown" && map.sampling !== "all")
    tags.push({
      text: t(`sampling-${map.sampling}`),
      warns: map.sampling === "outcome_selected",
    });
  if (map.sample === true) tags.push({ text: t("sample-project"), warns: true });
  return tags;
}

import { useEffect, useState } from "react";
import { getVerbatim, type Verbatim } from "../../api/parts";
import { useReader, useText } from "../../i18n/provider";

// What a customer said, by the id that a card keeps: the words themselves stand in the project's data alone.

/** Asked for at most this many at a time: a map may quote hundreds. */
const KEPT = 500;
const kept = new Map<string, Promise<Verbatim>>();

/** The verbatim of an id, asked for once as long as the page is open. */
function ask(id: string): Promise<Verbatim> {
  const known = kept.get(id);
  if (known !== undefined) return known;
  if (kept.size >= KEPT) kept.delete(kept.keys().next().value ?? "");
  const asked = getVerbatim(id, new AbortController().signal);
  kept.set(id, asked);
  asked.catch(() => {
    kept.delete(id);
  });
  return asked;
}

/** `null` while it is awaited; without words where it cannot be had. */
export function useVerbatim(id: string): Verbatim | null {
  const [held, setHeld] = useState<{ id: string; said: Verbatim } | null>(null);
  useEffect(() => {
    let gone = false;
    ask(id).then(
      (said) => {
        if (!gone) setHeld({ id, said });
      },
      () => {
        if (!gone) setHeld({ id, said: { ...NOTHING, verbatim: id } });
      },
    );
    return () => {
      gone = true;
    };
  }, [id]);
  return held?.id === id ? held.said : null;
}

const NOTHING: Omit<Verbatim, "verbatim"> = {
  text: null,
  language: null,
  at: null,
  source: null,
  kind: null,
  rating: null,
  channel: null,
};

/** The very words, with when, where and in which language they were said. */
export function VerbatimById({ id }: { id: string }) {
  const t = useText();
  const said = useVerbatim(id);
  if (said === null) return <p className="quiet">{t("said-loading")}</p>;
  return <Words said={said} />;
}

export function Words({ said }: { said: Verbatim }) {
  const t = useText();
  const { format } = useReader();
  if (said.text === null)
    return (
      <p className="said gone" title={said.why ?? undefined}>
        {t("said-gone")} <code>{said.verbatim}</code>
        {said.why != null && <small> {said.why}</small>}
      </p>
    );
  const about = [
    said.at === null ? "" : format.day(said.at),
    said.source ?? "",
    said.channel ?? "",
    said.language ?? "",
    said.rating === null ? "" : t("said-rating", { rating: format.decimal(said.rating) }),
  ];
  return (
    <figure className="said">
      <blockquote lang={said.language ?? undefined} dir="auto">
        {t("said-quote", { text: said.text })}
      </blockquote>
      <figcaption className="quiet">{about.filter(Boolean).join(" · ")}</figcaption>
    </figure>
  );
}

/** Under a card: the first words that it quotes. */
export function CardQuote({ id, more }: { id: string; more: number }) {
  const t = useText();
  const said = useVerbatim(id);
  if (said === null) return null;
  return (
    <p
      className={said.text === null ? "card-quote gone" : "card-quote"}
      title={said.why ?? undefined}
    >
      {said.text === null ? (
        t("said-gone")
      ) : (
        <q lang={said.language ?? undefined} dir="auto">
          {said.text}
        </q>
      )}
      {more > 0 && ` ${t("pages-more", { count: more })}`}
    </p>
  );
}

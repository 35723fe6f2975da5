import type { Voice } from "../api/shapes";
import { useReader, useText } from "../i18n/provider";

/** How many are shown before the reader asks for more. */
const AT_ONCE = 5;

/** What customers said, in their own words and language. */
export function Verbatims({ voices }: { voices: readonly Voice[] }) {
  const t = useText();
  const { format, language } = useReader();
  const names = new Intl.DisplayNames([language], { type: "language", fallback: "code" });
  const nameOf = (tag: string) => {
    try {
      return names.of(tag) ?? tag;
    } catch {
      return tag;
    }
  };
  const list = (voices: readonly Voice[]) => (
    <ul className="verbatims">
      {voices.map((voice) => (
        <li key={voice.key + voice.verbatim}>
          <blockquote lang={voice.language ?? undefined} dir="auto">
            {voice.text}
          </blockquote>
          <p className="quiet">
            {[
              voice.language == null ? null : nameOf(voice.language),
              voice.source,
              voice.valence == null ? null : format.signed(2 * voice.valence),
              voice.at == null ? null : format.day(voice.at),
            ]
              .filter((part) => part !== null)
              .join(" · ")}
          </p>
        </li>
      ))}
    </ul>
  );
  const rest = voices.slice(AT_ONCE);
  return (
    <section aria-labelledby="verbatims">
      <h3 id="verbatims">{t("evidence-verbatims")}</h3>
      {list(voices.slice(0, AT_ONCE))}
      {rest.length > 0 && (
        <details className="more">
          <summary>{t("evidence-more-verbatims", { count: rest.length })}</summary>
          {list(rest)}
        </details>
      )}
    </section>
  );
}

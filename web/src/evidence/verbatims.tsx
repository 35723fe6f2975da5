import type { Voice } from "../api/shapes";
import { useReader, useText } from "../i18n/provider";

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
  return (
    <section aria-labelledby="verbatims">
      <h3 id="verbatims">{t("evidence-verbatims")}</h3>
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
    </section>
  );
}

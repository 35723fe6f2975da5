import { Button } from "react-aria-components";
import { useReader, useText, useTextOr } from "../../i18n/provider";
import { hrefOf } from "../../route";
import type { Session, Touched } from "./sessions";

// What happened, edits of one person that follow each other closely as one.

const MOST = 8;

/** Who did what, when and why, the newest first. */
export function SessionList(props: {
  id: string;
  sessions: readonly Session[];
  name: (seq: number) => void;
}) {
  const t = useText();
  const textOr = useTextOr();
  return (
    <ol className="sessions">
      {props.sessions.map((session) => {
        const { seq, by, why, said, touched } = session;
        return (
          <li key={seq}>
            <span
              className="session-dot"
              style={by === null ? undefined : { background: by.colour }}
              aria-hidden="true"
            />
            <div>
              <p>
                <strong>{by?.name ?? t("pages-file")}</strong>{" "}
                <span className="quiet">
                  <When session={session} />
                  {why !== "edit" && ` · ${textOr(`history-why-${why}`, why)}`}
                  {said.length > 0 && ` · ${said.map((code) => whyText(textOr, code)).join(", ")}`}
                </span>
              </p>
              <ul className="touched">
                {touched.slice(0, MOST).map((one) => (
                  <li key={one.record}>
                    <Line touched={one} />
                  </li>
                ))}
              </ul>
              {touched.length > MOST && (
                <p className="quiet">{t("pages-more", { count: touched.length - MOST })}</p>
              )}
              <div className="buttons">
                <a
                  className="button small"
                  href={hrefOf({
                    page: "map",
                    id: props.id,
                    view: "history",
                    key: null,
                    with: `seq-${seq}`,
                  })}
                  aria-label={`${t("history-see")}: ${t("history-after", { seq })}`}
                >
                  {t("history-see")}
                </a>
                <Button
                  className="button small"
                  aria-label={`${t("history-name-it")}: ${t("history-after", { seq })}`}
                  onPress={() => {
                    props.name(seq);
                  }}
                >
                  {t("history-name-it")}
                </Button>
              </div>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** A code that the editor sets in words; other words as they are. */
function whyText(textOr: ReturnType<typeof useTextOr>, said: string): string {
  return /^[a-z-]+$/.test(said) ? textOr(`why-${said}`, said) : said;
}

function When({ session }: { session: Session }) {
  const { format, language } = useReader();
  const clock = new Intl.DateTimeFormat(language === "zh" ? "zh-Hans" : language, {
    hour: "2-digit",
    minute: "2-digit",
  });
  const [from, to] = [new Date(session.from), new Date(session.to)];
  if (Number.isNaN(to.getTime())) return session.to;
  const times = [...new Set([clock.format(from), clock.format(to)])].join(" – ");
  return (
    <time dateTime={session.to}>
      {format.day(session.to)}, {times}
    </time>
  );
}

function Line({ touched }: { touched: Touched }) {
  const t = useText();
  const textOr = useTextOr();
  const { kind, name, became, fields } = touched;
  return (
    <>
      <span className={`became ${became}`}>{t(`history-became-${became}`)}</span>{" "}
      {textOr(`edit-kind-${kind}`, kind)} <b>{name === "" ? t("edit-unnamed") : name}</b>
      {became === "changed" && fields.length > 0 && (
        <span className="quiet">
          {" "}
          {fields.map((field) => textOr(`edit-field-${field}`, field)).join(", ")}
        </span>
      )}
    </>
  );
}

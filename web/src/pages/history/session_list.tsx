import { Button } from "react-aria-components";
import { useReader, useText, useTextOr } from "../../i18n/provider";
import { hrefOf } from "../../route";
import { useClock } from "./clock";
import { apart, saidWords } from "./said_words";
import { DECLINED, grouped, type Named, type Said, type Session, type Touched } from "./sessions";

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
        const { seq, by, why, said, proposal } = session;
        const isDeclined = why === DECLINED;
        const told = grouped(session.touched);
        return (
          <li
            key={isDeclined ? `${session.to} ${proposal?.proposal ?? ""}` : seq}
            className={isDeclined ? "declined" : undefined}
          >
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
              {proposal !== null && (
                <p className="quiet">
                  <a
                    href={hrefOf({ page: "map", id: props.id, view: "proposals", key: null })}
                  >{`${t("history-proposal", { number: proposal.proposal })} · ${proposal.from}`}</a>
                  {proposal.why !== "" && `: ${proposal.why}`}
                </p>
              )}
              {isDeclined && told.length > 0 && <p className="quiet">{t("history-would")}</p>}
              <ul className="touched">
                {told.slice(0, MOST).map(({ first, all }) => (
                  <li key={first.record}>
                    {all.length === 1 ? <Line touched={first} /> : <Many all={all} />}
                  </li>
                ))}
              </ul>
              {told.length > MOST && (
                <details>
                  <summary>{t("pages-more", { count: told.length - MOST })}</summary>
                  <ul className="touched">
                    {told.slice(MOST).map(({ first, all }) => (
                      <li key={first.record}>
                        {all.length === 1 ? <Line touched={first} /> : <Many all={all} />}
                      </li>
                    ))}
                  </ul>
                </details>
              )}
              <div className="buttons" hidden={isDeclined}>
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
  return /^[a-z-]+$/.test(said) ? textOr(`why-${said.replace(/^why-/, "")}`, said) : said;
}

function When({ session }: { session: Session }) {
  const { format } = useReader();
  const clock = useClock();
  if (Number.isNaN(Date.parse(session.to))) return session.to;
  const times = [...new Set([clock(session.from), clock(session.to)])].join(" – ");
  return (
    <time dateTime={session.to}>
      {format.day(session.to)}, {times}
    </time>
  );
}

function Line({ touched }: { touched: Touched }) {
  const t = useText();
  const textOr = useTextOr();
  const { kind, name, about, became, fields } = touched;
  if (kind === "vote" && (became === "added" || became === "removed" || became === "brought_back"))
    return <Vote about={about} taken={became === "removed"} />;
  // A new name is told beside the old one, not twice.
  const named = became === "renamed" && fields[0]?.kept === true;
  const told =
    became === "added" || became === "removed" || became === "brought_back" ? [] : fields;
  return (
    <>
      <span className={`became ${became}`}>{t(`history-became-${became}`)}</span>{" "}
      {textOr(`edit-kind-${kind}`, kind)}{" "}
      {!named && <b>{name === "" ? t("edit-unnamed") : name}</b>}
      {told.length === 1 && told[0] !== undefined ? (
        <FieldLine kind={kind} said={told[0]} bare={became === "renamed"} />
      ) : (
        told.length > 0 && (
          <ul className="said-fields">
            {told.map((said) => (
              <li key={said.field}>
                <FieldLine kind={kind} said={said} bare={false} />
              </li>
            ))}
          </ul>
        )
      )}
    </>
  );
}

/** What somebody gave a vote, or took it back from. */
function Vote({ about, taken }: { about: Named | null; taken: boolean }) {
  const t = useText();
  const textOr = useTextOr();
  return (
    <>
      <span className={`became ${taken ? "removed" : "added"}`}>
        {t(taken ? "history-unvoted" : "history-voted")}
      </span>{" "}
      {about === null ? (
        t("edit-kind-vote")
      ) : (
        <>
          {textOr(`edit-kind-${about.kind}`, about.kind)} <b>{about.name}</b>
        </>
      )}
    </>
  );
}

/** What a field said and what it says; only its name where that was not kept or means nothing to people. */
function FieldLine({ kind, said, bare }: { kind: string; said: Said; bare: boolean }) {
  const t = useText();
  const textOr = useTextOr();
  const { format } = useReader();
  const { field, kept } = said;
  if (field === "in" || field === "rank") {
    if (!kept) return null;
    const words = (name: string | null) => {
      if (name === null) return t("history-lies-first");
      return t(field === "in" ? "history-lies-in" : "history-lies-after", {
        name: name === "" ? t("edit-unnamed") : name,
      });
    };
    return <Change from={words(said.from)} to={words(said.to)} />;
  }
  const words = (one: string | null) => saidWords(kind, field, one, format.emotion, { t, textOr });
  const [from, to] = [words(said.from), words(said.to)];
  const isTold = kept && (from !== null || to !== null);
  return (
    <>
      {!bare && (
        <span className="quiet">
          {" "}
          {textOr(`edit-field-${field}`, field)}
          {isTold && ":"}
        </span>
      )}
      {isTold && <Change from={from} to={to} />}
    </>
  );
}

function Change(props: { from: string | null; to: string | null }) {
  const t = useText();
  const { from, to } = props;
  const [was, is] = from !== null && to !== null ? apart(from, to) : [from, to];
  return (
    <span className="said-change">
      {" "}
      {was === null ? <span className="quiet">{t("history-said-nothing")}</span> : <del>{was}</del>}
      <span aria-hidden="true"> → </span>
      {is === null ? <span className="quiet">{t("history-said-nothing")}</span> : <ins>{is}</ins>}
    </span>
  );
}

/** Names that are told of many. */
const MOST_NAMES = 5;

/** Many of one kind that became the same in one go. */
function Many({ all }: { all: readonly Touched[] }) {
  const t = useText();
  const textOr = useTextOr();
  const [first] = all;
  if (first === undefined) return null;
  const names = all.map(({ name, about }) => about?.name ?? name).filter((name) => name !== "");
  const more = all.length - Math.min(names.length, MOST_NAMES);
  return (
    <>
      <span className={`became ${first.became}`}>{t(`history-became-${first.became}`)}</span>{" "}
      {textOr(`edit-kind-${first.kind}`, first.kind)} <b>× {all.length}</b>
      <span className="quiet">
        {" "}
        {names.slice(0, MOST_NAMES).join(", ")}
        {more > 0 && ` ${t("pages-more", { count: more })}`}
      </span>
    </>
  );
}

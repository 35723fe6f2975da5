import { useText } from "../i18n/provider";
import { useDesk } from "./desk";
import type { Talk } from "./layout";

/** Dots of votes and the number of open comments. */
export function TalkMarks({ talk }: { talk: Talk }) {
  const t = useText();
  const { live } = useDesk();
  const mine = talk.voters.includes(live.me.id);
  return (
    <span className="talk">
      {talk.votes > 0 && (
        <span className={mine ? "votes mine" : "votes"}>
          <span aria-hidden="true">{talk.votes}</span>
          <span className="unseen">{t("edit-votes", { count: talk.votes })}</span>
        </span>
      )}
      {talk.open > 0 && (
        <span className="comments">
          <span aria-hidden="true">{talk.open}</span>
          <span className="unseen">{t("edit-comments", { count: talk.open })}</span>
        </span>
      )}
    </span>
  );
}

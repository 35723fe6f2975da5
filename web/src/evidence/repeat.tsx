import type { Question } from "../api/shapes";
import { useText } from "../i18n/provider";
import { CopyButton } from "../ui/copy_button";

/** How anybody gets the same figures again: the command and the question behind it. */
export function Repeat(props: { command: string | null; question: Question | null }) {
  const t = useText();
  if (props.command === null && props.question === null) return null;
  const question = props.question === null ? null : JSON.stringify(props.question, null, 2);
  return (
    <section aria-labelledby="repeat">
      <h3 id="repeat">{t("evidence-repeat")}</h3>
      {props.command !== null && <Code title={t("evidence-command")} text={props.command} />}
      {question !== null && <Code title={t("evidence-question")} text={question} />}
    </section>
  );
}

function Code({ title, text }: { title: string; text: string }) {
  return (
    <div className="code">
      <div className="code-head">
        <span>{title}</span>
        <CopyButton text={text} what={title} />
      </div>
      <pre tabIndex={0} aria-label={title}>
        {text}
      </pre>
    </div>
  );
}

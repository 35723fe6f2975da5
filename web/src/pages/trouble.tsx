import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { codeOf, type Trouble } from "../api/problem";
import { useText, useTextOr } from "../i18n/provider";
import { CopyButton } from "../ui/copy_button";

/** A message in the place of content: `whole` where that is a page, which then has no other heading. */
export function Notice(props: {
  title: string;
  help?: string;
  whole?: boolean;
  children?: ReactNode;
}) {
  const Title = props.whole === true ? "h1" : "h2";
  return (
    <section className="notice" role="status">
      <svg viewBox="0 0 120 36" aria-hidden="true">
        <path d="M4 22c24-26 36-8 54-2s34 8 58-10" />
        <circle cx="58" cy="20" r="5" />
      </svg>
      <Title>{props.title}</Title>
      {props.help !== undefined && <p>{props.help}</p>}
      {props.children}
    </section>
  );
}

/** What kept the page from an answer, and what to do about it. */
export function TroubleNotice(props: { trouble: Trouble; again: () => void; whole?: boolean }) {
  const { trouble, again, whole = false } = props;
  const t = useText();
  const textOr = useTextOr();
  const retry = (
    <Button className="button" onPress={again}>
      {t("try-again")}
    </Button>
  );
  if (trouble.kind === "unreachable")
    return (
      <Notice whole={whole} title={t("trouble-unreachable")} help={t("trouble-unreachable-help")}>
        {retry}
      </Notice>
    );
  if (trouble.kind === "strange")
    return (
      <Notice
        whole={whole}
        title={t("trouble-strange", { status: trouble.status })}
        help={t("trouble-strange-help")}
      >
        {retry}
      </Notice>
    );
  const { problem } = trouble;
  const code = codeOf(problem);
  if (code === "no-events")
    return (
      <Notice whole={whole} title={t("trouble-no-events")} help={t("data-none-help")}>
        <Command text="wayline import events FILE" />
      </Notice>
    );
  return (
    <Notice whole={whole} title={textOr(`trouble-${code}`, problem.title)} help={problem.detail}>
      {problem.diagnostic.help != null && <p className="quiet">{problem.diagnostic.help}</p>}
      {problem.status >= 500 && retry}
    </Notice>
  );
}

/** A command to copy. */
export function Command({ text }: { text: string }) {
  return (
    <div className="command">
      <code>{text}</code>
      <CopyButton text={text} what={text} />
    </div>
  );
}

export function Loading({ text }: { text: string }) {
  return (
    <p className="loading" role="status">
      {text}
    </p>
  );
}

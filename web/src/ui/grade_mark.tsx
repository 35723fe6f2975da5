import type { Grade } from "../api/shapes";
import { useText } from "../i18n/provider";

/** The grade of a claim: a dot and its words, never the colour alone. */
export function GradeMark({ grade }: { grade: Grade }) {
  const t = useText();
  const words: Record<Grade, string> = {
    assumption: t("grade-assumption"),
    supported: t("grade-supported"),
    ageing: t("grade-ageing"),
    contradicted: t("grade-contradicted"),
  };
  return (
    <span className="grade">
      <i className={`dot ${grade}`} aria-hidden="true" />
      {words[grade]}
    </span>
  );
}

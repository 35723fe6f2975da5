import { useId, useState } from "react";
import { useReader, useText } from "../../i18n/provider";
import { OPS, readTest, writeTest, type Op, type Test } from "./claim";
import { measureOf, readThreshold, showThreshold } from "./threshold";

/** What the figure must be: below or above a number that somebody says. */
export function ThresholdField(props: { op: Op; is: unknown; say: (is: string) => void }) {
  const { op, say } = props;
  const t = useText();
  const { format } = useReader();
  const id = useId();
  const { quantities } = OPS[op];
  const test: Test = readTest(props.is) ?? {
    quantity: quantities[0] ?? "count",
    side: ">",
    number: null,
  };
  const measure = measureOf(op, test.quantity);
  const [typed, setTyped] = useState<string | null>(null);
  const there = test.number === null ? "" : showThreshold(test.number, measure);
  const shown = typed ?? there;
  const read = shown.trim() === "" ? null : readThreshold(shown, measure);
  const wrong = read !== null && "wrong" in read ? read.wrong : null;
  const keep = (words: string) => {
    const read = readThreshold(words, measure);
    if ("number" in read && read.number !== test.number)
      say(writeTest({ ...test, number: read.number }));
  };
  const means = read !== null && "number" in read ? showThreshold(read.number, measure) : "";
  return (
    <div className="field">
      <div className="beside claim-test">
        <select
          value={test.quantity}
          aria-label={t("edit-claim-quantity")}
          onChange={({ target }) => {
            const quantity = target.value;
            const number = measureOf(op, quantity) === measure ? test.number : null;
            setTyped(null);
            say(writeTest({ ...test, quantity, number }));
          }}
        >
          {[...quantities, "difference"].map((quantity) => (
            <option key={quantity} value={quantity}>
              {t(`edit-quantity-${quantity.replace("_", "-")}`)}
            </option>
          ))}
        </select>
        <select
          value={test.side}
          aria-label={t("edit-claim-side")}
          onChange={({ target }) => {
            say(writeTest({ ...test, side: target.value === "<" ? "<" : ">" }));
          }}
        >
          <option value="<">{t("edit-claim-below")}</option>
          <option value=">">{t("edit-claim-above")}</option>
        </select>
        <input
          value={shown}
          autoComplete="off"
          placeholder={t(`edit-threshold-example-${measure}`)}
          aria-label={t("edit-claim-number")}
          aria-invalid={wrong !== null}
          aria-describedby={id}
          onChange={({ target }) => {
            setTyped(target.value);
            keep(target.value);
          }}
          onBlur={() => {
            // What cannot be read stays, with its reason beside it.
            if (wrong === null) setTyped(null);
          }}
        />
      </div>
      <p id={id} className={wrong === null ? "field-note quiet" : "field-note bad"} role="status">
        {wrong !== null
          ? t(`edit-threshold-wrong-${wrong}`)
          : test.number === null && shown.trim() === ""
            ? t("edit-threshold-empty")
            : means !== "" && means !== shown.trim()
              ? t("edit-threshold-read", { number: means })
              : measure === "time" && read !== null && "number" in read
                ? format.duration(read.number)
                : ""}
      </p>
    </div>
  );
}

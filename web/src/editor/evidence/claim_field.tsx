import { useState } from "react";
import { Button } from "react-aria-components";
import { useText } from "../../i18n/provider";
import { useDesk, useLayout } from "../desk";
import { useField, type FieldProps } from "../form/field";
import { itemsOf, wordOf } from "../kinds";
import {
  firstClaim,
  isOp,
  isWhole,
  OPS,
  readClaim,
  readTest,
  writeTest,
  type Claim,
  type Op,
} from "./claim";
import { ClaimInputs } from "./claim_inputs";
import { Weighing } from "./weighing";

/** What the data must say for a card to hold, with what it is worth as it is written; a question where there is nothing to hold. */
export function ClaimField(props: FieldProps & { claim: boolean }) {
  const { record, field } = props;
  const t = useText();
  const desk = useDesk();
  const layout = useLayout();
  const { label, set } = useField(props);
  const there = wordOf(record, field.field);
  // What is not whole yet stays here: only what can be asked goes to the map.
  const [begun, setBegun] = useState<Claim | null>(null);
  const kept = readClaim(there);
  const claim = begun ?? kept;
  const step = layout.stepOf.get(record.id) ?? null;
  const stepRecord = step === null ? undefined : layout.alive.get(step);
  const bound = stepRecord === undefined ? [] : itemsOf(stepRecord, "match");

  const say = (next: Claim) => {
    if (!isWhole(next)) {
      setBegun(next);
      return;
    }
    setBegun(null);
    set(JSON.stringify(next));
  };
  const choose = (op: string) => {
    if (op === "") {
      setBegun(null);
      set(null);
      return;
    }
    if (!isOp(op)) return;
    const next = firstClaim(op, bound);
    if (!props.claim) delete next.is;
    say(next);
  };
  const test = readTest(claim?.is);
  const known = claim !== null && isOp(claim.op);
  return (
    <fieldset className="field claim-field">
      <legend>{label}</legend>
      <select
        value={claim?.op ?? ""}
        aria-label={t("edit-claim-op")}
        onChange={(event) => {
          choose(event.target.value);
        }}
      >
        <option value="">{t("edit-claim-none")}</option>
        {(Object.keys(OPS) as Op[]).map((op) => (
          <option key={op} value={op}>
            {t(`edit-op-${op}`)}
          </option>
        ))}
        {claim !== null && !known && <option value={claim.op}>{claim.op}</option>}
      </select>
      {claim !== null && known && (
        <>
          <ClaimInputs claim={claim} say={say} />
          {props.claim && (
            <TestInputs
              op={claim.op as Op}
              test={test}
              say={(is) => {
                say({ ...claim, is });
              }}
            />
          )}
          <ScopeInput claim={claim} field="where" say={say} />
          {props.claim && <ScopeInput claim={claim} field="against" say={say} />}
        </>
      )}
      {claim !== null && !known && <code className="claim-code">{there}</code>}
      {begun !== null && <p className="quiet">{t("edit-claim-begun")}</p>}
      {props.claim && claim !== null && begun === null && (
        <Weighing map={desk.id} step={step} claim={there} />
      )}
      {bound.length === 0 && step !== null && claim !== null && (
        <p className="quiet">
          {t("edit-claim-unbound")}{" "}
          <Button
            className="button small"
            onPress={() => {
              desk.ui.set({ dialog: { dialog: "events", step } });
            }}
          >
            {t("cmd-events")}
          </Button>
        </p>
      )}
    </fieldset>
  );
}

function TestInputs(props: {
  op: Op;
  test: ReturnType<typeof readTest>;
  say: (is: string) => void;
}) {
  const t = useText();
  const { quantities } = OPS[props.op];
  const test = props.test ?? { quantity: quantities[0] ?? "count", side: ">" as const, number: 0 };
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? String(test.number);
  return (
    <div className="beside claim-test">
      <select
        value={test.quantity}
        aria-label={t("edit-claim-quantity")}
        onChange={(event) => {
          props.say(writeTest({ ...test, quantity: event.target.value }));
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
        onChange={(event) => {
          props.say(writeTest({ ...test, side: event.target.value === "<" ? "<" : ">" }));
        }}
      >
        <option value="<">{t("edit-claim-below")}</option>
        <option value=">">{t("edit-claim-above")}</option>
      </select>
      <input
        inputMode="decimal"
        value={shown}
        aria-label={t("edit-claim-number")}
        onChange={(event) => {
          const { value } = event.target;
          setTyped(value);
          const number = Number(value.replace(",", ".").replace("−", "-"));
          if (value.trim() !== "" && Number.isFinite(number))
            props.say(writeTest({ ...test, number }));
        }}
        onBlur={() => {
          setTyped(null);
        }}
      />
    </div>
  );
}

function ScopeInput(props: {
  claim: Claim;
  field: "where" | "against";
  say: (claim: Claim) => void;
}) {
  const { claim, field, say } = props;
  const t = useText();
  const there = typeof claim[field] === "string" ? claim[field] : "";
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <label className="field">
      <span>{t(`edit-claim-${field}`)}</span>
      <input
        value={typed ?? there}
        spellCheck={false}
        placeholder={field === "where" ? 'channel = "app"' : 'channel = "web"'}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
        onBlur={() => {
          if (typed === null) return;
          const next = { ...claim };
          if (typed.trim() === "") Reflect.deleteProperty(next, field);
          else next[field] = typed.trim();
          setTyped(null);
          if (typed.trim() !== there) say(next);
        }}
      />
    </label>
  );
}

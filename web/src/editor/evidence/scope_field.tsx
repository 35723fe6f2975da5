import { useCallback, useState } from "react";
import { Button } from "react-aria-components";
import { getAttributes, getValues, type Attribute, type ValueCount } from "../../api/attributes";
import { getActivities } from "../../api/live_api";
import { useRemote } from "../../api/use_remote";
import { useReader, useText } from "../../i18n/provider";
import { readTests, writeTests, type FilterTest, type Sign } from "./filter_tests";

// Which journeys are meant: picked from the properties and activities that there are, or written.

/** A test whose value nobody chose yet. */
interface Begun {
  on: FilterTest["on"];
  name: string;
  sign: string;
  value: string | number | boolean | null;
}

const DID = "did";
const NOT_DID = "not-did";

/** A filter of journeys as text, put together from lists where it is one that can be. */
export function ScopeField(props: {
  label: string;
  example: string;
  there: string;
  say: (filter: string) => void;
}) {
  const { label, example, there, say } = props;
  const t = useText();
  const [begun, setBegun] = useState<Begun | null>(null);
  const tests = readTests(there);
  const rows: Begun[] = (tests ?? []).map(begunOf);
  const put = (at: number, next: Begun | null) => {
    const test = next === null ? null : testOf(next);
    if (at === rows.length) {
      setBegun(test === null ? next : null);
      if (test !== null) say(writeTests([...(tests ?? []), test]));
      return;
    }
    if (next !== null && test === null) return;
    const others = [...(tests ?? [])];
    others.splice(at, 1, ...(test === null ? [] : [test]));
    say(writeTests(others));
  };
  return (
    <fieldset className="field scope">
      <legend>{label}</legend>
      {tests !== null &&
        [...rows, ...(begun === null ? [] : [begun])].map((row, at) => (
          <Row
            key={at}
            row={row}
            say={(next) => {
              put(at, next);
            }}
          />
        ))}
      {tests !== null && begun === null && (
        <div>
          <Button
            className="button small"
            onPress={() => {
              setBegun({ on: "attribute", name: "", sign: "=", value: null });
            }}
          >
            {rows.length === 0 ? t("edit-scope-add") : t("edit-scope-and")}
          </Button>
        </div>
      )}
      <details className="more" open={tests === null}>
        <summary>{t("edit-scope-text")}</summary>
        <TextField label={`${label}: ${t("edit-scope-text")}`} {...{ example, there, say }} />
      </details>
    </fieldset>
  );
}

function Row({ row, say }: { row: Begun; say: (row: Begun | null) => void }) {
  const t = useText();
  const [attributes] = useRemote(getAttributes);
  const known = attributes.state === "ready" ? attributes.value : [];
  const here = known.find(({ name }) => name === row.name);
  return (
    <div className="scope-row">
      <select
        autoFocus={row.value === null && row.name === ""}
        aria-label={t("edit-scope-property")}
        value={row.on === "activity" ? `${row.sign} ` : `a ${row.name}`}
        onChange={({ target }) => {
          if (target.value === "") say(null);
          else if (target.value.startsWith("a "))
            say({ on: "attribute", name: target.value.slice(2), sign: "=", value: null });
          else say({ on: "activity", name: "", sign: target.value.trim(), value: null });
        }}
      >
        {row.name === "" && row.on === "attribute" && (
          <option value="a ">{t("edit-scope-choose")}</option>
        )}
        <optgroup label={t("edit-scope-properties")}>
          {row.on === "attribute" && row.name !== "" && here === undefined && (
            <option value={`a ${row.name}`}>{row.name}</option>
          )}
          {known.map(({ name }) => (
            <option key={name} value={`a ${name}`}>
              {name}
            </option>
          ))}
        </optgroup>
        <optgroup label={t("edit-scope-activities")}>
          <option value={`${DID} `}>{t("edit-scope-did")}</option>
          <option value={`${NOT_DID} `}>{t("edit-scope-not-did")}</option>
        </optgroup>
      </select>
      {row.on === "activity" && <ActivityValue row={row} say={say} />}
      {row.on === "attribute" && row.name !== "" && (
        <AttributeValue
          key={row.name}
          of={here ?? { name: row.name, distinct: null }}
          row={row}
          say={say}
        />
      )}
      <Button
        className="button small"
        aria-label={t("edit-scope-remove")}
        onPress={() => {
          say(null);
        }}
      >
        ✕
      </Button>
    </div>
  );
}

function ActivityValue({ row, say }: { row: Begun; say: (row: Begun) => void }) {
  const t = useText();
  const [activities] = useRemote(getActivities);
  const known = activities.state === "ready" ? activities.value : [];
  return (
    <Choice
      label={t("edit-scope-activity")}
      value={row.value}
      options={known.map(({ activity, journeys }) => ({ value: activity, journeys }))}
      choose={(value) => {
        say({ ...row, value });
      }}
    />
  );
}

const TEXT_SIGNS: readonly Sign[] = ["=", "!=", "~"];
const NUMBER_SIGNS: readonly Sign[] = ["=", "!=", "<", "<=", ">", ">="];
const FLAG_SIGNS: readonly Sign[] = ["="];

const SIGN_WORDS: Record<Sign, string> = {
  "=": "is",
  "!=": "is-not",
  "~": "contains",
  "<": "below",
  "<=": "at-most",
  ">": "above",
  ">=": "at-least",
};

function AttributeValue(props: { of: Attribute; row: Begun; say: (row: Begun) => void }) {
  const { of, row, say } = props;
  const t = useText();
  const load = useCallback((signal: AbortSignal) => getValues(of, signal), [of]);
  const [values] = useRemote(load);
  const known = values.state === "ready" ? values.value : [];
  const kind = typeof (row.value ?? known[0]?.value ?? "");
  const signs = kind === "number" ? NUMBER_SIGNS : kind === "boolean" ? FLAG_SIGNS : TEXT_SIGNS;
  // A part of a text, and a number to compare with, need be no value that there is.
  const picked = known.length > 0 && (row.sign === "=" || row.sign === "!=");
  return (
    <>
      <select
        aria-label={t("edit-scope-comparison")}
        value={row.sign}
        onChange={({ target }) => {
          say({ ...row, sign: target.value });
        }}
      >
        {signs.map((sign) => (
          <option key={sign} value={sign}>
            {t(`edit-sign-${SIGN_WORDS[sign]}`)}
          </option>
        ))}
      </select>
      {picked ? (
        <Choice
          label={t("edit-scope-value")}
          value={row.value}
          options={known}
          choose={(value) => {
            say({ ...row, value });
          }}
        />
      ) : (
        <TextField
          label={t("edit-scope-value")}
          example=""
          there={row.value === null ? "" : String(row.value)}
          say={(words) => {
            const number = Number(words.replace(",", "."));
            const asNumber = words !== "" && Number.isFinite(number) && row.sign !== "~";
            // Where values are known, their kind says whether this is a number; else the words do.
            const isNumber = known.length > 0 ? kind === "number" : asNumber;
            if (words !== "") say({ ...row, value: isNumber && asNumber ? number : words });
          }}
        />
      )}
    </>
  );
}

function Choice(props: {
  label: string;
  value: string | number | boolean | null;
  options: readonly ValueCount[];
  choose: (value: string | number | boolean) => void;
}) {
  const { label, value, options, choose } = props;
  const t = useText();
  const { format } = useReader();
  const at = options.findIndex((one) => one.value === value);
  return (
    <select
      aria-label={label}
      value={at < 0 ? "" : at}
      onChange={({ target }) => {
        const chosen = options[Number(target.value)];
        if (chosen !== undefined) choose(chosen.value);
      }}
    >
      {at < 0 && (
        <option value="">{value === null ? t("edit-scope-choose") : String(value)}</option>
      )}
      {options.map((one, i) => (
        <option key={i} value={i}>
          {`${String(one.value)} · ${t("edit-journeys-short", { count: format.short(one.journeys) })}`}
        </option>
      ))}
    </select>
  );
}

function TextField(props: {
  label: string;
  example: string;
  there: string;
  say: (words: string) => void;
}) {
  const { label, example, there, say } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const keep = () => {
    setTyped(null);
    if (typed !== null && typed.trim() !== there) say(typed.trim());
  };
  return (
    <input
      aria-label={label}
      value={typed ?? there}
      spellCheck={false}
      placeholder={example}
      onChange={({ target }) => {
        setTyped(target.value);
      }}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.nativeEvent.isComposing) keep();
      }}
    />
  );
}

function begunOf(test: FilterTest): Begun {
  return test.on === "activity"
    ? { on: "activity", name: "", sign: test.did ? DID : NOT_DID, value: test.activity }
    : { on: "attribute", name: test.name, sign: test.sign, value: test.value };
}

function testOf({ on, name, sign, value }: Begun): FilterTest | null {
  if (value === null) return null;
  return on === "activity"
    ? { on, activity: String(value), did: sign === DID }
    : { on, name, sign: sign as Sign, value };
}

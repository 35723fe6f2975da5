import { useState } from "react";
import { Button } from "react-aria-components";
import { useText } from "../i18n/provider";

/** Puts a text on the clipboard and says so. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const t = useText();
  const [copied, setCopied] = useState("");
  const done = copied === text;
  return (
    <Button
      className="button small"
      aria-label={`${done ? t("copied") : t("copy")}: ${what}`}
      onPress={() => {
        void navigator.clipboard.writeText(text).then(() => {
          setCopied(text);
        });
      }}
    >
      {done ? t("copied") : t("copy")}
    </Button>
  );
}

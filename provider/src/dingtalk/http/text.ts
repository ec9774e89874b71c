/** Text on one line, without what a terminal would act on. Names, codes and messages may come from anywhere. */
export const oneLine = (text: string): string =>
  text
    .replace(/\p{Cc}\[[0-9;]*[A-Za-z]/gu, "")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}][\s\p{Cc}]*/gu, " ")
    .trim();

/** The message of whatever was thrown. */
export const textOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

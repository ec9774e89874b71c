/** What DingTalk may make of the name it is given. */
export const nameChanges = ["blanks", "cut", "finalDot", "forbidden", "nfc"] as const;

export type NameChange = (typeof nameChanges)[number];

const changes: Readonly<Record<NameChange, (name: string, length: number) => string>> = {
  blanks: (name) => name.trim().replace(/\s+/gu, " "),
  cut: (name, length) => Array.from(name).slice(0, length).join(""),
  finalDot: (name) => name.replace(/\.+$/u, ""),
  forbidden: (name) => name.replace(/[\t*"<>|]/gu, "_"),
  nfc: (name) => name.normalize("NFC"),
};

/** @param length - where `cut` ends a name */
export function changeName(name: string, how: NameChange, length = 20): string {
  return changes[how](name, length);
}

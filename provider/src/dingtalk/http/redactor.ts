import { oneLine } from "./text";

/** Removes secrets from text that people will see. It knows each secret in the spellings it can come back in. */
export class Redactor {
  readonly #spellings = new Set<string>();

  add(secret: string | undefined): void {
    if (!secret) return;
    const inUrl = encodeURIComponent(secret);
    const inForm = new URLSearchParams([["", secret]]).toString().slice(1);
    const hex = Buffer.from(secret).toString("hex");
    for (const spelling of [
      secret,
      ...[inUrl, inForm].flatMap((text) => [text, withLowerEscapes(text)]),
      JSON.stringify(secret).slice(1, -1),
      Buffer.from(secret).toString("base64"),
      Buffer.from(secret).toString("base64url"),
      hex,
      hex.toUpperCase(),
    ]) {
      this.#spellings.add(spelling);
    }
  }

  /** One line without secrets and control characters, at most `longest` characters. */
  clean(text: string, longest = 300): string {
    let clean = text;
    for (const spelling of [...this.#spellings].sort((a, b) => b.length - a.length)) {
      clean = clean.replaceAll(spelling, "[secret]");
    }
    clean = oneLine(clean);
    return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean;
  }
}

/** `%2f` for `%2F`: servers write either. */
const withLowerEscapes = (text: string) => text.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());

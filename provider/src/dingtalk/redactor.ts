/** Removes secrets from text that people will see. It knows each secret in the spellings it can come back in. */
export class Redactor {
  readonly #spellings = new Set<string>();

  add(secret: string | undefined): void {
    if (!secret) return;
    const base64 = Buffer.from(secret).toString("base64");
    for (const spelling of [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      base64,
      Buffer.from(secret).toString("base64url"),
      Buffer.from(secret).toString("hex"),
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
    // Terminals act on control characters; a message must not.
    clean = clean
      .replace(/\p{Cc}\[[0-9;]*[A-Za-z]/gu, "")
      .replace(/[\s\p{Cc}]+/gu, " ")
      .trim();
    return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean;
  }
}

/** Whether DingTalk may have made one name of the other: servers trim, and compose accents. */
export const sameName = (one: string, other: string): boolean => plain(one) === plain(other);

const plain = (name: string) => name.normalize("NFC").trim();

const units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB"];

/** Bytes as people read them: `953.5 MiB`. */
export function formatBytes(bytes: number): string {
  if (bytes === 1) return "1 byte";
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)));
  const value = bytes / 1024 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${units[power] ?? ""}`;
}

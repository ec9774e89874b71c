import { formatBytes } from "../../../provider/src/dingtalk/spaces/formatBytes";

test.each([
  [0, "0 bytes"],
  [1, "1 byte"],
  [2, "2 bytes"],
  [1023, "1023 bytes"],
  [1024, "1.0 KiB"],
  [1_000_000_000, "953.7 MiB"],
  [2 ** 30, "1.0 GiB"],
  [1.5 * 2 ** 40, "1.5 TiB"],
  [2 ** 50, "1.0 PiB"],
  [5_000 * 2 ** 50, "5000.0 PiB"],
])("%d is %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

import type { PluginContext } from "../context";
import { PluginInfo } from "../sdk";

export function getPluginInfo({ version }: PluginContext): InstanceType<typeof PluginInfo> {
  const info = new PluginInfo();
  info.setVersion(version);
  return info;
}

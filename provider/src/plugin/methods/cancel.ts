import type { PluginContext } from "../context";
import { Empty } from "../sdk";

/** Ends every wait at once; what runs then ends in its usual words, and nothing new begins. */
export function cancel({ clock }: PluginContext): InstanceType<typeof Empty> {
  clock.cancel();
  return new Empty();
}

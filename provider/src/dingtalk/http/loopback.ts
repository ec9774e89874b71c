/** Whether this host is this machine: it may be spoken to without https, and no proxy is asked for it. */
export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host);

import { getCACertificates, setDefaultCACertificates } from "node:tls";

/** Has this process accept a certificate too, until what is returned is called. */
export function trust(certificate: string | undefined): () => void {
  const before = getCACertificates("default");
  setDefaultCACertificates([...before, certificate ?? ""]);
  return () => setDefaultCACertificates(before);
}

/** Has this process accept a certificate too while something is done. */
export async function trusting<T>(certificate: string | undefined, act: () => Promise<T>): Promise<T> {
  const forget = trust(certificate);
  try {
    return await act();
  } finally {
    forget();
  }
}
